using JobLogs.Protocol.Ids;
using JobLogs.Storage.Copies;
using JobLogs.Tests.Server.Logs;

namespace JobLogs.Tests.Server.Copies;

public sealed class CopyEndpointTests : IAsyncLifetime
{
    private CopyHouse _house = null!;

    public async ValueTask InitializeAsync() => _house = await CopyHouse.StartAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task The_stores_say_how_the_copy_is()
    {
        await _house.LogAsync("nightly", 3);
        await _house.CopiedAsync();

        var copy = (await _house.Server.GetAsync("/api/stores"))["elasticsearch"];

        copy.GetProperty("enabled").GetBoolean().ShouldBeTrue();
        copy.GetProperty("status").GetString().ShouldBe("healthy");
        copy.GetProperty("product").GetString().ShouldBe("opensearch");
        copy.GetProperty("version").GetString().ShouldBe("2.19.1");
        copy.GetProperty("lag_commits").GetInt64().ShouldBe(0);
        copy.GetProperty("dead_letters").GetInt64().ShouldBe(0);
        copy.GetProperty("documents").GetInt64().ShouldBe(4);
        copy.GetProperty("fed_by").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_copy_that_is_away_is_said_to_be_down()
    {
        await _house.CopiedAsync();
        _house.Copy.Failure = CopyHouse.Away();
        await _house.LogAsync("nightly", 3);

        var copy = (await _house.Server.GetAsync("/api/stores"))["elasticsearch"];

        copy.GetProperty("status").GetString().ShouldBe("down");
        copy.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("localhost:9200");
        copy.GetProperty("lag_commits").GetInt64().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_verification_of_a_true_copy_finds_no_difference()
    {
        await _house.LogAsync("nightly", 1_500);
        await _house.LogAsync("other", 3);
        await _house.CopiedAsync();

        var found = await _house.Server.PostAsync("/api/maintenance/verify-copy");

        found.Status.ShouldBe(200);
        found.Text("status").ShouldBe("identical");
        (found["jobs"].GetInt64(), found["runs"].GetInt64(), found["entries"].GetInt64()).ShouldBe((2, 2, 1_503));
        found["differences"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_verification_names_the_runs_that_differ()
    {
        await _house.LogAsync("other", 3);
        var (job, run) = await _house.LogAsync("nightly", 3);
        await _house.CopiedAsync();
        _house.Copy.Lose(CopyItem.Entry(job, 2));

        var found = await _house.Server.PostAsync("/api/maintenance/verify-copy");
        var ofJob = await _house.Server.PostAsync("/api/maintenance/verify-copy?job_id=nightly");
        var ofOther = await _house.Server.PostAsync("/api/maintenance/verify-copy?job_id=other");

        found.Text("status").ShouldBe("different");
        var difference = found["differences"].EnumerateArray().ShouldHaveSingleItem();
        difference.GetProperty("job_run_id").GetString().ShouldBe(RunIdText.ToText(run.Number));
        difference.GetProperty("database").GetProperty("entries").GetInt64().ShouldBe(3);
        difference.GetProperty("elasticsearch").GetProperty("entries").GetInt64().ShouldBe(2);
        ofJob["difference_count"].GetInt64().ShouldBe(1);
        ofOther.Text("status").ShouldBe("identical");
    }

    [Fact]
    public async Task Being_behind_is_no_difference()
    {
        await _house.LogAsync("nightly", 3);
        await _house.CopiedAsync();
        _house.Copy.RefreshFailure = CopyHouse.Away();
        await _house.LogAsync("other", 3);

        var verifying = _house.Server.PostAsync("/api/maintenance/verify-copy");
        await _house.UntilAsync(() => verifying.IsCompleted);

        var found = await verifying;
        found.Text("status").ShouldBe("identical");
        found["entries"].GetInt64().ShouldBe(3);
        found["lag_commits"].GetInt64().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Dead_letters_are_listed_and_replayed()
    {
        _house.Copy.Poison = item => item.Seq == 2 ? "too strange" : null;
        var (job, _) = await _house.LogAsync("nightly", 3);
        await _house.CopiedAsync();

        var list = await _house.Server.GetAsync("/api/stores/elasticsearch/dead-letters");
        _house.Copy.Poison = _ => null;
        var replay = await _house.Server.PostAsync("/api/stores/elasticsearch/dead-letters/replay");
        await _house.UntilAsync(() => _house.Copy.Seqs(job).Count() == 3);

        list["total"].GetInt64().ShouldBe(1);
        var letter = list["dead_letters"][0];
        letter.GetProperty("kind").GetString().ShouldBe("log");
        letter.GetProperty("log_id").GetString().ShouldBe(EntryIdText.ToText(job.Number, 2));
        letter.GetProperty("reason").GetString().ShouldNotBeNull().ShouldContain("too strange");
        (replay.Status, replay["dead_letters"].GetInt64()).ShouldBe((202, 1));
        await _house.UntilAsync(async () => (await _house.Server.GetAsync("/api/stores/elasticsearch/dead-letters"))["total"].GetInt64() == 0);
    }

    [Theory]
    [InlineData("GET", "/api/stores/elasticsearch/dead-letters")]
    [InlineData("POST", "/api/stores/elasticsearch/dead-letters/replay")]
    [InlineData("POST", "/api/maintenance/verify-copy")]
    [InlineData("POST", "/api/maintenance/rebuild-copy")]
    public async Task Without_a_copy_they_say_that_there_is_none(string method, string path)
    {
        await using var server = await LogServer.StartAsync();

        var answer = method == "GET" ? await server.GetAsync(path) : await server.PostAsync(path);

        (answer.Status, answer.Code).ShouldBe((409, "copy_disabled"));
    }

    [Fact]
    public async Task Unknown_jobs_and_parameters_are_refused()
    {
        (await _house.Server.PostAsync("/api/maintenance/verify-copy?job_id=nobody")).Status.ShouldBe(404);
        (await _house.Server.PostAsync("/api/maintenance/verify-copy?job=nobody")).Code.ShouldBe("unknown_parameter");
        (await _house.Server.PostAsync("/api/maintenance/rebuild-copy?now=1")).Code.ShouldBe("unknown_parameter");
    }
}
