using JobLogs.Server.Handlers.PaperSearch.Arxiv;
using Microsoft.AspNetCore.Http;

namespace JobLogs.Tests.Server.Handlers.PaperSearch.Arxiv;

public sealed class ArxivSourceTests
{
    private readonly SteppingClock _clock = new();

    [Fact]
    public async Task Pages_through_all_that_match()
    {
        await using var arxiv = await FakeArxiv.StartAsync(total: 250);
        using var rig = new ArxivRig(arxiv.Api, _clock);

        var papers = await rig.SearchAsync(maxPapers: 1000);

        papers.Select(paper => paper.Id).ShouldBe(Enumerable.Range(0, 250).Select(number => $"2401.{number:00000}"));
        arxiv.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Asks_for_no_more_than_the_run_may_have()
    {
        await using var arxiv = await FakeArxiv.StartAsync(total: 5000);
        using var rig = new ArxivRig(arxiv.Api, _clock);

        (await rig.SearchAsync(maxPapers: 130)).Count.ShouldBe(130);

        arxiv.Requests.Select(request => request[(request.IndexOf("&start", StringComparison.Ordinal) + 1)..])
            .ShouldBe(["start=0&max_results=100", "start=100&max_results=30"]);
    }

    [Fact]
    public async Task Stops_where_arxiv_stops_answering()
    {
        // The first page is larger than it was asked to be, so that the test is short.
        await using var arxiv = await FakeArxiv.StartAsync((context, _) =>
        {
            var (start, _) = FakeArxiv.Window(context);
            return context.Response.WriteAsync(ArxivFeeds.Page(50_000, start, start == 0 ? 29_950 : 50));
        });
        using var rig = new ArxivRig(arxiv.Api, _clock);

        (await rig.SearchAsync(maxPapers: 40_000)).Count.ShouldBe(ArxivSource.DeepestPlace);
        arxiv.Requests.Last().ShouldEndWith("start=29950&max_results=50");
    }

    [Fact]
    public async Task Asks_for_the_newest_first_and_says_who_asks()
    {
        await using var arxiv = await FakeArxiv.StartAsync(total: 1);
        using var rig = new ArxivRig(arxiv.Api, _clock);

        await rig.SearchAsync();

        arxiv.Requests.Single().ShouldBe(
            "/api/query?search_query=all%3A%22machine%20learning%22&sortBy=submittedDate&sortOrder=descending&start=0&max_results=100");
        arxiv.UserAgent.ShouldNotBeNull().ShouldStartWith("JobLogs/");
    }

    [Fact]
    public async Task Yields_a_paper_once_that_new_submissions_pushed_onto_the_next_page()
    {
        await using var arxiv = await FakeArxiv.StartAsync((context, number) =>
        {
            // Between the two pages three papers came in: the last three of the first page are the first three of the second.
            var (start, _) = FakeArxiv.Window(context);
            return context.Response.WriteAsync(number == 1 ? ArxivFeeds.Page(150, start, 100) : ArxivFeeds.Page(153, start - 3, 53));
        });
        using var rig = new ArxivRig(arxiv.Api, _clock);

        var papers = await rig.SearchAsync(maxPapers: 1000);

        papers.Select(paper => paper.Id).ShouldBe(Enumerable.Range(0, 150).Select(number => $"2401.{number:00000}"));
    }

    [Fact]
    public async Task Waits_three_seconds_between_the_requests_of_all_jobs()
    {
        await using var arxiv = await FakeArxiv.StartAsync(total: 1);
        using var rig = new ArxivRig(arxiv.Api, _clock);

        await rig.SearchAsync();
        await rig.SearchAsync();

        _clock.Delays.ShouldBe([TimeSpan.FromSeconds(3)]);
    }

    [Fact]
    public async Task Rests_as_long_as_arxiv_asks_after_429()
    {
        await using var arxiv = await FakeArxiv.StartAsync((context, number) => number == 1
            ? RefuseAsync(context, StatusCodes.Status429TooManyRequests, retryAfter: "17")
            : context.Response.WriteAsync(ArxivFeeds.Page(1, 0, 1)));
        using var rig = new ArxivRig(arxiv.Api, _clock);

        (await rig.SearchAsync()).Count.ShouldBe(1);

        _clock.Delays.Sum(delay => delay.TotalSeconds).ShouldBe(17);
    }

    [Fact]
    public async Task Understands_a_date_to_rest_until()
    {
        var until = _clock.GetUtcNow().AddSeconds(40);
        await using var arxiv = await FakeArxiv.StartAsync((context, number) => number == 1
            ? RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, until.ToString("R"))
            : context.Response.WriteAsync(ArxivFeeds.Page(1, 0, 1)));
        using var rig = new ArxivRig(arxiv.Api, _clock);

        await rig.SearchAsync();

        _clock.GetUtcNow().ShouldBe(until);
    }

    [Fact]
    public async Task Gives_up_when_arxiv_asks_for_an_hour()
    {
        await using var arxiv = await FakeArxiv.StartAsync((context, _) => RefuseAsync(context, 429, retryAfter: "3600"));
        using var rig = new ArxivRig(arxiv.Api, _clock);

        (await rig.FailAsync()).ErrorCode.ShouldBe("arxiv_rate_limited");

        arxiv.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(429, "arxiv_rate_limited", 5)]
    [InlineData(503, "arxiv_unavailable", 5)]
    [InlineData(500, "arxiv_unavailable", 5)]
    [InlineData(400, "arxiv_bad_query", 1)]
    [InlineData(403, "arxiv_refused", 1)]
    [InlineData(404, "arxiv_refused", 1)]
    public async Task Names_what_arxiv_keeps_answering(int status, string errorCode, int requests)
    {
        await using var arxiv = await FakeArxiv.StartAsync((context, _) => RefuseAsync(context, status));
        using var rig = new ArxivRig(arxiv.Api, _clock);

        (await rig.FailAsync()).ErrorCode.ShouldBe(errorCode);

        arxiv.Requests.Count.ShouldBe(requests);
    }

    [Fact]
    public async Task Waits_longer_after_each_failure()
    {
        await using var arxiv = await FakeArxiv.StartAsync((context, _) => RefuseAsync(context, 503));
        using var rig = new ArxivRig(arxiv.Api, _clock);

        await rig.FailAsync();

        _clock.Delays.Select(delay => delay.TotalSeconds).ShouldBe([3, 6, 12, 24]);
    }

    [Theory]
    [InlineData("<html><body>Rate exceeded.</body></html>")]
    [InlineData("Rate exceeded.")]
    [InlineData("")]
    [InlineData("<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry>")]
    [InlineData(ArxivFeeds.Bomb)]
    public async Task Refuses_an_answer_that_is_no_feed(string body)
    {
        await using var arxiv = await FakeArxiv.StartAsync((context, _) => context.Response.WriteAsync(body));
        using var rig = new ArxivRig(arxiv.Api, _clock);

        (await rig.FailAsync()).ErrorCode.ShouldBe("arxiv_bad_response");
    }

    [Fact]
    public async Task Refuses_an_answer_beyond_the_size_limit()
    {
        await using var arxiv = await FakeArxiv.StartAsync(async (context, _) =>
        {
            var some = new byte[1024 * 1024];
            for (var sent = 0; sent <= ArxivHttp.MaxResponseBytes; sent += some.Length)
            {
                await context.Response.Body.WriteAsync(some, context.RequestAborted);
            }
        });
        using var rig = new ArxivRig(arxiv.Api, _clock);

        (await rig.FailAsync()).ErrorCode.ShouldBe("arxiv_bad_response");
        arxiv.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Takes_an_error_entry_for_what_it_is()
    {
        await using var arxiv = await FakeArxiv.StartAsync((context, _) => context.Response.WriteAsync(ArxivFeeds.Error));
        using var rig = new ArxivRig(arxiv.Api, _clock);

        var failure = await rig.FailAsync();

        failure.ErrorCode.ShouldBe("arxiv_bad_query");
        failure.Message.ShouldContain("start must be an integer");
    }

    [Fact]
    public async Task Asks_again_for_a_page_that_is_empty_although_more_is_promised()
    {
        await using var arxiv = await FakeArxiv.StartAsync((context, number) =>
        {
            var (start, _) = FakeArxiv.Window(context);
            return context.Response.WriteAsync(ArxivFeeds.Page(150, start, number == 2 ? 0 : start == 0 ? 100 : 50));
        });
        using var rig = new ArxivRig(arxiv.Api, _clock);

        (await rig.SearchAsync(maxPapers: 1000)).Count.ShouldBe(150);
        arxiv.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Fails_when_the_promised_page_stays_empty()
    {
        await using var arxiv = await FakeArxiv.StartAsync((context, _) => context.Response.WriteAsync(ArxivFeeds.Page(150, 0, 0)));
        using var rig = new ArxivRig(arxiv.Api, _clock);

        (await rig.FailAsync()).ErrorCode.ShouldBe("arxiv_bad_response");
    }

    [Fact]
    public async Task Finds_nothing_when_nothing_matches()
    {
        await using var arxiv = await FakeArxiv.StartAsync(total: 0);
        using var rig = new ArxivRig(arxiv.Api, _clock);

        (await rig.SearchAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Says_when_nobody_listens()
    {
        var arxiv = await FakeArxiv.StartAsync(total: 0);
        var api = arxiv.Api;
        await arxiv.DisposeAsync();
        using var rig = new ArxivRig(api, _clock);

        (await rig.FailAsync()).ErrorCode.ShouldBe("arxiv_unreachable");
    }

    [Fact]
    public async Task Cuts_off_a_request_that_takes_longer_than_its_limit()
    {
        var asked = new SemaphoreSlim(0);
        await using var arxiv = await FakeArxiv.StartAsync(async (context, number) =>
        {
            asked.Release();
            if (number == 1)
            {
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            }

            await context.Response.WriteAsync(ArxivFeeds.Page(1, 0, 1));
        });
        using var rig = new ArxivRig(arxiv.Api, _clock);

        var search = rig.SearchAsync();
        await asked.WaitAsync(TestContext.Current.CancellationToken);
        _clock.ExpireLimits();

        (await search).Count.ShouldBe(1);
        arxiv.Requests.Count.ShouldBe(2);
    }

    private static Task RefuseAsync(HttpContext context, int status, string? retryAfter = null)
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        return Task.CompletedTask;
    }
}
