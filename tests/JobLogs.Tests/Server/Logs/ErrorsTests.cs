using JobLogs.Storage.Model;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Server.Logs;

public sealed class ErrorsTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2025, 1, 10, 0, 0, 0, TimeSpan.Zero));
    private LogServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await LogServer.StartAsync(_time);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Groups_what_went_wrong_lately()
    {
        var day = 86_400 * Sample.Second;
        var (job, _) = await _server.LogAsync(
            "nightly",
            new Sample("too long ago") { Level = EntryLevel.Error, ErrorCode = "timeout", At = Sample.Noon },
            new Sample("first") { Level = EntryLevel.Error, ErrorCode = "timeout", Step = "load", At = Sample.Noon + (3 * day) },
            new Sample("harmless") { Level = EntryLevel.Warning, At = Sample.Noon + (4 * day) },
            new Sample("bare") { Level = EntryLevel.Critical, At = Sample.Noon + (8 * day) },
            new Sample("second") { Level = EntryLevel.Critical, ErrorCode = "timeout", Step = "load", At = Sample.Noon + (5 * day) });

        var answer = await _server.GetAsync("/api/logs/errors?days=7");

        answer["days"].GetInt32().ShouldBe(7);
        answer["total"].GetInt64().ShouldBe(3);
        var groups = answer["errors"].EnumerateArray().ToArray();
        groups.Select(group => group.GetProperty("last").GetProperty("message").GetString()).ShouldBe(["bare", "second"]);
        groups[0].GetProperty("error_code").GetString().ShouldBeNull();
        var timeouts = groups[1];
        timeouts.GetProperty("error_code").GetString().ShouldBe("timeout");
        timeouts.GetProperty("step").GetString().ShouldBe("load");
        timeouts.GetProperty("job_id").GetString().ShouldBe(LogServer.PathOf(job).Split('/')[3]);
        timeouts.GetProperty("count").GetInt64().ShouldBe(2);
        timeouts.GetProperty("first_at").GetString().ShouldBe("2025-01-04T00:00:00.000000Z");
        timeouts.GetProperty("last_at").GetString().ShouldBe("2025-01-06T00:00:00.000000Z");
    }

    [Fact]
    public async Task A_week_is_looked_at_when_nothing_is_said() =>
        (await _server.GetAsync("/api/logs/errors"))["days"].GetInt32().ShouldBe(7);

    [Theory]
    [InlineData("days=0", "days")]
    [InlineData("day=7", "day")]
    public async Task Bad_input_is_refused_by_name(string query, string field) =>
        (await _server.GetAsync("/api/logs/errors?" + query)).Error(field).ShouldNotBeEmpty();
}
