using JobLogs.Storage.Model;
using JobLogs.Tests.Server.Runs;

namespace JobLogs.Tests.Server.Logs;

public sealed class RealtimeTests : IAsyncLifetime
{
    private LogServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await LogServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Without_a_place_the_newest_come_oldest_first()
    {
        var (job, run) = await _server.LogAsync("nightly", Samples(0, 80));

        var page = await _server.GetAsync(LogServer.PathOf(run) + "/realtime");

        page.Messages().ShouldBe(Samples(30, 50).Select(sample => sample.Message));
        page.HasMore().ShouldBeFalse();
        page.Text("job_id").ShouldBe(LogServer.PathOf(job).Split('/')[3]);
        page.Text("job_run_id").ShouldBe(LogServer.PathOf(run).Split('/')[3]);
        page.Text("last_log_id").ShouldBe(page["logs"][49].GetProperty("id").GetString());
        page.Text("last_timestamp").ShouldBe(page["logs"][49].GetProperty("timestamp").GetString());
        page["poll_interval_ms"].GetInt32().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Since_a_timestamp_means_strictly_after_it()
    {
        var (job, _) = await _server.LogAsync("nightly", Samples(0, 5));

        var page = await Poll(job, "since_timestamp=2025-01-01T00:00:02Z&limit=1");

        page.Messages().ShouldBe(["m3"]);
        page.HasMore().ShouldBeTrue();
        page["job_run_id"].ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await Poll(job, "limit=1&after=" + page.NextCursor())).Messages().ShouldBe(["m4"]);
    }

    [Fact]
    public async Task An_empty_log_can_be_polled()
    {
        var (job, run) = await _server.LogAsync("nightly");
        var page = await Poll(job, "");
        page.Messages().ShouldBeEmpty();
        page["last_log_id"].ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);

        await _server.WriteAsync(run, Samples(0, 2));

        (await Poll(job, "after=" + page.NextCursor())).Messages().ShouldBe(["m0", "m1"]);
    }

    [Fact]
    public async Task An_empty_page_gives_the_timestamp_back()
    {
        var (job, _) = await _server.LogAsync("nightly");

        (await Poll(job, "since_timestamp=2025-01-01T00:00:00Z")).Text("last_timestamp").ShouldBe("2025-01-01T00:00:00.000000Z");
    }

    [Fact]
    public async Task Wait_answers_when_something_matches()
    {
        var (job, run) = await _server.LogAsync("nightly", Samples(0, 3));
        var cursor = (await Poll(job, "")).NextCursor();

        var held = Poll(job, $"search=wanted&wait=60&after={cursor}");
        await _server.WriteAsync(run, new Sample("something else"));
        await _server.WriteAsync(run, new Sample("the wanted one"));

        (await held).Messages().ShouldBe(["the wanted one"]);
    }

    [Fact]
    public async Task Wait_without_a_place_answers_when_the_first_entry_comes()
    {
        var (job, run) = await _server.LogAsync("nightly");

        var held = Poll(job, "wait=60");
        await _server.WriteAsync(run, Samples(0, 2));

        (await held).Messages().ShouldBe(["m0", "m1"]);
    }

    [Fact]
    public async Task Wait_does_not_hold_what_is_there()
    {
        var (job, _) = await _server.LogAsync("nightly", Samples(0, 3));

        (await Poll(job, "wait=60")).Messages().Length.ShouldBe(3);
    }

    [Fact]
    public async Task Wait_ends_when_the_time_is_up()
    {
        var (job, _) = await _server.LogAsync("nightly", Samples(0, 3));
        var cursor = (await Poll(job, "")).NextCursor();

        var page = await Poll(job, $"wait=1&after={cursor}");

        page.Messages().ShouldBeEmpty();
        page.NextCursor().ShouldBe(cursor);
    }

    [Fact]
    public async Task Wait_ends_when_the_server_goes_down()
    {
        var (job, _) = await _server.LogAsync("nightly");
        var held = Poll(job, "wait=60");

        _server.BeginToStop();

        (await held).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("wait=61", "wait")]
    [InlineData("limit=0", "limit")]
    [InlineData("since_timestamp=now", "since_timestamp")]
    [InlineData("order=asc", "order")]
    [InlineData("min_level=LOUD", "min_level")]
    public async Task Bad_input_is_refused_by_name(string query, string field)
    {
        var (job, _) = await _server.LogAsync("nightly");

        var answer = await Poll(job, query);

        answer.Status.ShouldBe(400);
        answer.Error(field).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task What_is_not_there_is_404()
    {
        (await _server.GetAsync("/api/cronjobs/job_1/logs/realtime")).Status.ShouldBe(404);
        (await _server.GetAsync("/api/job-runs/run_1/logs/realtime")).Status.ShouldBe(404);
    }

    /// <summary>Random writes of two runs between polls with random limits and filters: each poller has each match exactly once.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Polling_by_cursor_is_exact(int seed)
    {
        var random = new Random(seed);
        var (job, run) = await _server.LogAsync("nightly");
        var second = await _server.RunAsync(job);
        var pollers = new[] { "", "search=m7", "search=nowhere", "min_level=ERROR", "level=DEBUG,CRITICAL", "step=s3", "step=s1,s2&search=5" }
            .Select(filter => new Poller(LogServer.PathOf(job), filter)).Append(new Poller(LogServer.PathOf(second), "min_level=WARNING")).ToArray();
        var written = 0;
        for (var round = 0; round < 60; round++)
        {
            await _server.WriteAsync(random.Next(2) == 0 ? run : second, Random(random, written, random.Next(1, 40), out written));
            foreach (var poller in pollers.Where(_ => random.Next(3) == 0))
            {
                await poller.PollAsync(_server, random.Next(1, 9));
            }
        }

        foreach (var poller in pollers)
        {
            while (await poller.PollAsync(_server, 25))
            {
            }

            var all = new List<long>();
            for (string? cursor = null; ;)
            {
                var page = await _server.GetAsync($"{poller.Path}?order=asc&limit=1000&{poller.Filter}{(cursor is null ? "" : "&after=" + cursor)}");
                all.AddRange(page.Seqs());
                cursor = page.NextCursor();
                if (!page.HasMore())
                {
                    break;
                }
            }

            poller.Seen.ShouldBe(all, $"with {poller.Filter}");
        }
    }

    private static Sample[] Random(Random random, int from, int count, out int to)
    {
        to = from + count;
        return [.. Enumerable.Range(from, count).Select(n => new Sample("m" + n)
        {
            Level = (EntryLevel)random.Next(5),
            Step = random.Next(4) is > 0 and var step ? "s" + step : null,
            At = Sample.Noon + random.Next(1000),
        })];
    }

    private Task<Answer> Poll(JobId job, string query) => _server.GetAsync($"{LogServer.PathOf(job)}/realtime?{query}");

    private static Sample[] Samples(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(n => new Sample("m" + n) { At = Sample.Noon + (n * Sample.Second) })];

    private sealed class Poller(string path, string filter)
    {
        private string? _cursor;

        public string Path => path;

        public string Filter => filter;

        public List<long> Seen { get; } = [];

        public async Task<bool> PollAsync(LogServer server, int limit)
        {
            // The first call is made from the log's beginning, as a poller of an empty log would.
            var place = _cursor is null ? "since_timestamp=1970-01-01T00:00:00Z" : "after=" + _cursor;
            var page = await server.GetAsync($"{path}/realtime?{place}&limit={limit}&{filter}");
            _cursor = page.NextCursor();
            Seen.AddRange(page.Seqs());
            return page.HasMore();
        }
    }
}
