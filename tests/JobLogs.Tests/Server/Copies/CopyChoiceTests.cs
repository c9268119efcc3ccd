using JobLogs.Server;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;
using JobLogs.Tests.Server.Logs;

namespace JobLogs.Tests.Server.Copies;

public sealed class CopyChoiceTests : IAsyncLifetime
{
    private CopyHouse _house = null!;

    private ScriptedCopy Copy => _house.Copy;

    public async ValueTask InitializeAsync()
    {
        _house = await CopyHouse.StartAsync();
        await _house.LogAsync("nightly", 3);
        await _house.CopiedAsync();
        Copy.Calls.Clear();
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Theory]
    [InlineData("/api/logs?search=entry", "elasticsearch")]
    [InlineData("/api/logs?search=entry&store=database", "database")]
    [InlineData("/api/logs", "database")]
    [InlineData("/api/logs?store=elasticsearch", "elasticsearch")]
    [InlineData("/api/cronjobs/nightly/logs?search=entry", "database")]
    [InlineData("/api/cronjobs/nightly/logs?store=elasticsearch", "elasticsearch")]
    public async Task The_answer_says_who_gave_it_and_is_the_same(string path, string store)
    {
        var answer = await _house.Server.GetAsync(path);

        answer.Status.ShouldBe(200);
        answer.Text("store").ShouldBe(store);
        answer.Messages().ShouldBe(["entry 3", "entry 2", "entry 1"]);
        answer["total"].GetInt64().ShouldBe(3);
        answer.NextCursor().ShouldNotBeNull();
    }

    [Fact]
    public async Task Percentiles_and_what_the_blocks_count_are_the_databases()
    {
        var log = _house.Server.Get<Storage.ILogStore>();
        var counts = new StatisticsQuery { Scope = LogScope.All, Steps = true, Durations = false };

        (await log.StatisticsAsync(counts, CancellationToken.None)).ShouldBe(ScriptedCopy.FixedStatistics);
        (await log.StatisticsAsync(counts with { Durations = true }, CancellationToken.None)).ByLevel.Info.ShouldBe(3);
        (await log.StatisticsAsync(counts with { Steps = false }, CancellationToken.None)).ByLevel.Info.ShouldBe(3);
        (await log.FacetAsync(LogScope.All, LogFilter.None, Facet.Step, 10, CancellationToken.None)).ShouldBe([new FacetCount("of the copy", 1)]);
        (await log.FacetAsync(LogScope.All, LogFilter.None, Facet.Level, 10, CancellationToken.None)).ShouldBe([new FacetCount("Info", 3)]);
    }

    [Fact]
    public async Task What_an_added_field_asks_is_the_databases()
    {
        await using var house = await CopyHouse.StartAsync(extend: services => services.AddFilterField<MinLengthField>());
        await house.LogAsync("nightly", 3);
        await house.CopiedAsync();
        var (log, filter) = (house.Server.Get<Storage.ILogStore>(), new LogFilter { Conditions = MinLengthField.AtLeast(2) });

        (await house.Server.GetAsync("/api/logs?search=entry&min_length=2")).Text("store").ShouldBe("database");
        (await house.Server.GetAsync("/api/logs?search=entry&min_length=2&store=elasticsearch")).Error("store")
            .ShouldBe("Elasticsearch knows nothing of min_length, which was added to this server; leave the parameter out, or send store=database.");
        (await log.StatisticsAsync(new StatisticsQuery { Scope = LogScope.All, Filter = filter, Steps = true, Durations = false }, CancellationToken.None)).ByLevel.Info.ShouldBe(3);
        (await log.FacetAsync(LogScope.All, filter, Facet.Step, 10, CancellationToken.None)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(NoAnswerReason.Unreachable)]
    [InlineData(NoAnswerReason.TimedOut)]
    [InlineData(NoAnswerReason.Partial)]
    [InlineData(NoAnswerReason.NoIndex)]
    [InlineData(NoAnswerReason.Refused)]
    [InlineData(NoAnswerReason.BeyondItsMeans)]
    public async Task Where_the_copy_has_no_answer_the_database_gives_it(NoAnswerReason reason)
    {
        Copy.Missing = new NoAnswer(reason, "it was so");

        var answer = await _house.Server.GetAsync("/api/logs?search=entry");

        answer.Text("store").ShouldBe("database");
        answer.Messages().Length.ShouldBe(3);
    }

    [Fact]
    public async Task A_copy_that_is_away_is_left_alone_for_a_few_seconds()
    {
        Copy.Missing = new NoAnswer(NoAnswerReason.Unreachable, "nobody there");
        await _house.Server.GetAsync("/api/logs?search=entry");
        await _house.Server.GetAsync("/api/logs?search=entry");
        Copy.Calls.Count(call => call == "ask").ShouldBe(1);

        Copy.Missing = null;
        _house.Time.Advance(TimeSpan.FromSeconds(6));
        (await _house.Server.GetAsync("/api/logs?search=entry")).Text("store").ShouldBe("elasticsearch");
    }

    [Fact]
    public async Task What_the_copy_lacks_the_database_answers_until_it_has_caught_up()
    {
        Copy.Failure = CopyHouse.Away();
        await _house.LogAsync("another", 1);

        (await _house.Server.GetAsync("/api/logs?search=entry")).Text("store").ShouldBe("database");
        (await _house.Server.GetAsync("/api/cronjobs/nightly/logs?store=elasticsearch")).Text("store").ShouldBe("elasticsearch");

        Copy.Failure = null;
        await _house.CopiedAsync();
        (await _house.Server.GetAsync("/api/logs?search=entry")).Text("store").ShouldBe("elasticsearch");
    }

    [Fact]
    public async Task Asked_by_name_a_copy_that_stays_behind_is_a_refusal_that_says_so()
    {
        Copy.Failure = CopyHouse.Away();
        await _house.LogAsync("another", 1);

        var asking = _house.Server.GetAsync("/api/logs?store=elasticsearch");
        await _house.UntilAsync(() => asking.IsCompleted, seconds: 0.2);

        var answer = await asking;
        answer.Status.ShouldBe(503);
        answer.Code.ShouldBe("copy_behind");
        answer.Text("detail").ShouldNotContain("stored");
    }

    [Fact]
    public async Task Asked_by_name_a_copy_that_is_a_little_behind_is_waited_for()
    {
        await _house.LogAsync("another", 1);

        var asking = _house.Server.GetAsync("/api/logs?store=elasticsearch");
        await _house.UntilAsync(() => asking.IsCompleted, seconds: 0.2);

        (await asking)["total"].GetInt64().ShouldBe(4);
    }

    [Fact]
    public async Task Asked_by_name_a_copy_that_is_away_is_a_refusal_that_says_so()
    {
        Copy.Missing = new NoAnswer(NoAnswerReason.Unreachable, "Nobody answers.");

        var answer = await _house.Server.GetAsync("/api/logs?store=elasticsearch");

        (answer.Status, answer.Code).ShouldBe((503, "copy_unavailable"));
    }

    [Fact]
    public async Task Asked_by_name_a_copy_that_lost_everything_is_a_refusal_and_not_an_empty_answer()
    {
        Copy.Missing = new NoAnswer(NoAnswerReason.NoIndex, "There is no index.");

        var answer = await _house.Server.GetAsync("/api/logs?store=elasticsearch");

        (answer.Status, answer.Code).ShouldBe((503, "copy_unavailable"));
    }

    [Fact]
    public async Task Asked_by_name_before_anything_was_written_a_copy_has_nothing()
    {
        await using var house = await CopyHouse.StartAsync();
        await house.CopiedAsync();
        house.Copy.Missing = new NoAnswer(NoAnswerReason.NoIndex, "There is no index.");

        var answer = await house.Server.GetAsync("/api/logs?store=elasticsearch");

        (answer.Status, answer.Text("store"), answer["total"].GetInt64()).ShouldBe((200, "elasticsearch", 0));
    }

    [Fact]
    public async Task A_removal_that_the_copy_has_not_passed_keeps_questions_about_that_job_from_it()
    {
        var (job, run) = await _house.LogAsync("old", 3);
        await _house.Server.FinishAsync(run);
        await _house.CopiedAsync();
        Copy.Failure = CopyHouse.Away();
        await _house.Server.Queue.SubmitAsync(new RemoveBefore(job, long.MaxValue, 1_000), CancellationToken.None);

        (await _house.Server.GetAsync("/api/logs?search=entry")).Text("store").ShouldBe("database");
        (await _house.Server.GetAsync("/api/cronjobs/nightly/logs?store=elasticsearch")).Messages().Length.ShouldBe(3);
    }

    [Fact]
    public async Task What_was_removed_while_the_copy_answered_takes_its_answer_away()
    {
        var (job, run) = await _house.LogAsync("old", 3);
        await _house.Server.FinishAsync(run);
        await _house.CopiedAsync();
        Copy.WhileAnswering = async () =>
            await _house.Server.Queue.SubmitAsync(new RemoveBefore(job, long.MaxValue, 1_000), CancellationToken.None);

        var answer = await _house.Server.GetAsync("/api/logs?search=entry");

        answer.Text("store").ShouldBe("database");
        answer.Messages().Length.ShouldBe(3);
    }

    [Fact]
    public async Task A_copy_that_refused_something_of_a_job_is_not_asked_about_it()
    {
        Copy.Poison = item => item.Seq == 2 ? "too strange" : null;
        await _house.LogAsync("strange", 3);
        await _house.CopiedAsync();

        (await _house.Server.GetAsync("/api/logs?search=entry")).Text("store").ShouldBe("database");
        (await _house.Server.GetAsync("/api/cronjobs/nightly/logs?store=elasticsearch")).Status.ShouldBe(200);
        var asking = _house.Server.GetAsync("/api/cronjobs/strange/logs?store=elasticsearch");
        await _house.UntilAsync(() => asking.IsCompleted, seconds: 0.2);
        (await asking).Code.ShouldBe("copy_incomplete");
    }
}
