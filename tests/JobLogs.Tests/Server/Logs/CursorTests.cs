using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Tests.Server.Runs;

namespace JobLogs.Tests.Server.Logs;

public sealed class CursorTests : IAsyncLifetime
{
    private LogServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await LogServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("job")]
    [InlineData("run")]
    [InlineData("all")]
    public async Task Oldest_first_each_entry_comes_once_while_others_are_written(string view)
    {
        var (job, run) = await _server.LogAsync("nightly", Samples(0, 20));
        var (_, other) = await _server.LogAsync("hourly");
        var path = PathOf(view, job, run);
        var seen = new List<string>();
        string? cursor = null;
        for (var round = 0; round < 12; round++)
        {
            var page = await _server.GetAsync($"{path}?order=asc&limit=7&search=m{(cursor is null ? "" : "&after=" + cursor)}");
            seen.AddRange(page.Messages());
            cursor = page.NextCursor().ShouldNotBeNull();
            if (round < 6)
            {
                await _server.WriteAsync(run, Samples(20 + (round * 5), 5));
                await _server.WriteAsync(other, new Sample("x"));
            }
        }

        seen.ShouldBe(Samples(0, 50).Select(sample => sample.Message));
    }

    [Theory]
    [InlineData("job")]
    [InlineData("run")]
    [InlineData("all")]
    public async Task Newest_first_pages_go_back_over_what_was_there_at_the_beginning(string view)
    {
        var (job, run) = await _server.LogAsync("nightly", Samples(0, 30));
        var path = PathOf(view, job, run);
        var seen = new List<string>();
        var page = await _server.GetAsync($"{path}?limit=7");
        seen.AddRange(page.Messages());
        while (page.HasMore())
        {
            await _server.WriteAsync(run, Samples(100, 3));
            page = await _server.GetAsync($"{path}?limit=7&before={page.NextCursor()}");
            seen.AddRange(page.Messages());
        }

        seen.ShouldBe(Samples(0, 30).Select(sample => sample.Message).Reverse());
    }

    [Fact]
    public async Task After_is_greater_and_before_is_smaller_whatever_the_order()
    {
        var (job, _) = await _server.LogAsync("nightly", Samples(0, 9));
        var path = LogServer.PathOf(job);
        var low = (await _server.GetAsync(path + "?order=asc&limit=2")).NextCursor();
        var high = (await _server.GetAsync(path + "?limit=2")).NextCursor();

        (await _server.GetAsync($"{path}?after={low}&before={high}&order=asc")).Seqs().ShouldBe([3, 4, 5, 6, 7]);
        var page = await _server.GetAsync($"{path}?after={low}&before={high}&order=desc&limit=3");
        page.Seqs().ShouldBe([7, 6, 5]);
        page.HasMore().ShouldBeTrue();
        page["total"].GetInt64().ShouldBe(9);
    }

    [Theory]
    [InlineData("order=asc&after=")]
    [InlineData("order=desc&before=")]
    public async Task An_empty_page_returns_the_cursor_that_was_given(string query)
    {
        var (job, _) = await _server.LogAsync("nightly", Samples(0, 3));
        var path = LogServer.PathOf(job);
        var cursor = (await _server.GetAsync($"{path}?limit=3&{query.Split('&')[0]}")).NextCursor();

        var page = await _server.GetAsync($"{path}?{query}{cursor}");

        page.Messages().ShouldBeEmpty();
        page.HasMore().ShouldBeFalse();
        page.NextCursor().ShouldBe(cursor);
    }

    [Theory]
    [InlineData("job", "asc")]
    [InlineData("run", "asc")]
    [InlineData("all", "asc")]
    [InlineData("job", "desc")]
    [InlineData("all", "desc")]
    public async Task When_nothing_matches_the_cursor_is_where_what_comes_begins(string view, string order)
    {
        var (job, run) = await _server.LogAsync("nightly", Samples(0, 3));
        var path = PathOf(view, job, run);

        var cursor = (await _server.GetAsync($"{path}?search=absent&order={order}")).NextCursor().ShouldNotBeNull();
        await _server.WriteAsync(run, new Sample("absent no more"));

        (await _server.GetAsync($"{path}?search=absent&order=asc&after={cursor}")).Messages().ShouldBe(["absent no more"]);
        (await _server.GetAsync($"{path}?search=absent&before={cursor}")).Messages().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_behind_the_last_leads_nowhere()
    {
        var (job, _) = await _server.LogAsync("nightly", Samples(0, 3));
        var cursor = (await _server.GetAsync(LogServer.PathOf(job) + "?skip=3")).NextCursor();

        (await _server.GetAsync($"{LogServer.PathOf(job)}?before={cursor}")).Messages().ShouldBeEmpty();
    }

    [Fact]
    public async Task Cursors_pass_between_the_views_of_a_job()
    {
        var (job, run) = await _server.LogAsync("nightly", Samples(0, 5));
        var cursor = (await _server.GetAsync(LogServer.PathOf(job) + "?order=asc&limit=3")).NextCursor();

        (await _server.GetAsync($"{LogServer.PathOf(run)}?order=asc&after={cursor}")).Seqs().ShouldBe([4, 5]);
        (await _server.GetAsync($"{LogServer.PathOf(run)}/realtime?after={cursor}")).Seqs().ShouldBe([4, 5]);
    }

    [Fact]
    public async Task A_strange_cursor_is_refused()
    {
        var (job, _) = await _server.LogAsync("nightly", Samples(0, 2));
        var (other, _) = await _server.LogAsync("hourly", Samples(0, 2));
        var cursor = (await _server.GetAsync(LogServer.PathOf(job))).NextCursor()!;
        var ofAll = (await _server.GetAsync("/api/logs")).NextCursor()!;
        var damaged = cursor[..^1] + (cursor[^1] == 'A' ? 'B' : 'A');

        foreach (var (path, text) in new[] { (LogServer.PathOf(job), damaged), (LogServer.PathOf(other), cursor), (LogServer.PathOf(job), ofAll), ("/api/logs", cursor) })
        {
            foreach (var parameter in new[] { "after", "before" })
            {
                var answer = await _server.GetAsync($"{path}?{parameter}={text}");
                answer.Status.ShouldBe(400);
                answer.Code.ShouldBe("bad_cursor");
            }
        }
    }

    [Fact]
    public async Task Entries_that_were_removed_after_the_cursor_are_told()
    {
        var (job, run) = await _server.LogAsync("nightly", Samples(0, 5));
        var cursor = (await _server.GetAsync(LogServer.PathOf(job) + "?order=asc&limit=2")).NextCursor();
        await _server.FinishAsync(run);
        await _server.Queue.SubmitAsync(new RemoveBefore(job, Sample.Noon + (4 * Sample.Second), 100), CancellationToken.None);

        (await Page($"?order=asc&after={cursor}"))["removed_through_seq"].GetInt64().ShouldBe(4);
        (await Page($"/realtime?after={cursor}"))["removed_through_seq"].GetInt64().ShouldBe(4);
        var last = (await Page("")).NextCursor();
        (await Page($"?order=asc&after={last}")).Has("removed_through_seq").ShouldBeFalse();

        Task<Answer> Page(string query) => _server.GetAsync(LogServer.PathOf(job) + query);
    }

    private static string PathOf(string view, JobId job, RunId run) => view switch
    {
        "job" => LogServer.PathOf(job),
        "run" => LogServer.PathOf(run),
        _ => "/api/logs",
    };

    private static Sample[] Samples(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(n => new Sample("m" + n) { At = Sample.Noon + (n * Sample.Second) })];
}
