using System.Diagnostics;
using JobLogs.Client.Logging;
using JobLogs.Protocol;
using JobLogs.Protocol.Entries;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Client.Logging;

public sealed class JobLogsLoggerTests : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2025, 1, 31, 10, 30, 0, TimeSpan.Zero));
    private readonly RecordingSink _sink = new();
    private readonly ILogger _logger;

    public JobLogsLoggerTests()
    {
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(_time)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error).AddJobLogs())
            .BuildServiceProvider();
        _logger = _services.GetRequiredService<ILoggerFactory>().CreateLogger("Papers.Search");
    }

    public void Dispose() => _services.Dispose();

    [Fact]
    public void The_entry_of_the_specification()
    {
        using var run = RunLogScope.Enter(_sink);
        using var step = RunLogScope.PushStep("paper_search");
        using (_logger.BeginScope(new Dictionary<string, object?> { ["keywords"] = new[] { "ML", "AI" } }))
        {
            _logger.LogInformation("开始处理论文搜索");
        }

        _sink.Last.ShouldBe(new Recorded(
            JobLogLevel.Info, "开始处理论文搜索", """{"keywords":["ML","AI"]}""", "paper_search", "", "", -1, "Papers.Search", "", "", "", 1, false,
            Timestamps.FromDateTimeOffset(_time.GetUtcNow())));
    }

    [Theory]
    [InlineData(LogLevel.Trace, JobLogLevel.Debug)]
    [InlineData(LogLevel.Debug, JobLogLevel.Debug)]
    [InlineData(LogLevel.Information, JobLogLevel.Info)]
    [InlineData(LogLevel.Warning, JobLogLevel.Warning)]
    [InlineData(LogLevel.Error, JobLogLevel.Error)]
    [InlineData(LogLevel.Critical, JobLogLevel.Critical)]
    public void Levels_are_kept_whatever_others_keep(LogLevel level, JobLogLevel expected)
    {
        using var run = RunLogScope.Enter(_sink, attempt: 3);

        _logger.Log(level, "a");

        (_sink.Last.Level, _sink.Last.Attempt).ShouldBe((expected, 3));
    }

    [Fact]
    public void Properties_become_details_by_their_type_and_the_inner_wins()
    {
        using var run = RunLogScope.Enter(_sink);
        using var outer = _logger.BeginScope(new Dictionary<string, object?> { ["source"] = "outer", ["page"] = 1 });
        using var inner = _logger.BeginScope("{source}", "inner");

        _logger.LogInformation(
            "{text} {number} {fraction} {yes} {nothing} {when} {day} {numbers} {source}",
            "\"线\"\n\0", 7L, 1.5m, true, null, _time.GetUtcNow(), DayOfWeek.Friday, new List<int> { 1, 2 }, "own");

        _sink.Last.Details.ShouldBe(
            """{"page":1,"text":"\"线\"\n\u0000","number":7,"fraction":1.5,"yes":true,"nothing":null,"when":"2025-01-31T10:30:00.0000000+00:00","day":"Friday","numbers":[1,2],"source":"own"}""");
    }

    [Fact]
    public void Well_known_properties_become_fields()
    {
        using var run = RunLogScope.Enter(_sink);
        using var scope = _logger.BeginScope(new Dictionary<string, object?> { ["paper_id"] = "2501.1", ["step"] = "process" });

        _logger.LogError("{error_code} after {duration_ms}", "arxiv_timeout", 1500);

        (_sink.Last.Step, _sink.Last.PaperId, _sink.Last.ErrorCode, _sink.Last.DurationMs, _sink.Last.Details)
            .ShouldBe(("process", "2501.1", "arxiv_timeout", 1500L, ""));
    }

    [Fact]
    public void A_duration_that_is_none_stays_a_detail()
    {
        using var run = RunLogScope.Enter(_sink);

        _logger.LogInformation("{duration_ms}", "long");

        (_sink.Last.DurationMs, _sink.Last.Details).ShouldBe((-1L, """{"duration_ms":"long"}"""));
    }

    [Fact]
    public void An_exception_has_type_message_and_stack_trace()
    {
        using var run = RunLogScope.Enter(_sink);
        try
        {
            throw new InvalidOperationException("broken \"pipe\"");
        }
        catch (InvalidOperationException exception)
        {
            _logger.LogError(exception, "failed");
        }

        _sink.Last.Exception.ShouldStartWith("""{"type":"System.InvalidOperationException","message":"broken \"pipe\"","stack_trace":"   at """);
    }

    [Fact]
    public void The_trace_comes_from_the_current_activity()
    {
        using var run = RunLogScope.Enter(_sink);
        using var activity = new Activity("work").SetIdFormat(ActivityIdFormat.W3C).Start();

        _logger.LogInformation("a");

        (_sink.Last.TraceId, _sink.Last.SpanId, _sink.Last.Details)
            .ShouldBe((activity.TraceId.ToHexString(), activity.SpanId.ToHexString(), ""));
    }

    [Fact]
    public async Task The_run_follows_what_is_awaited_and_started()
    {
        using (RunLogScope.Enter(_sink))
        {
            using var step = RunLogScope.PushStep("outer");
            await Task.Yield();
            await Task.Run(() =>
            {
                using var inner = RunLogScope.PushStep("inner");
                _logger.LogInformation("a");
            });
            _logger.LogInformation("b");
        }

        _sink.Entries.Select(entry => entry.Step).ShouldBe(["inner", "outer"]);
    }

    [Fact]
    public async Task Outside_of_a_run_and_after_it_nothing_is_written()
    {
        var over = new TaskCompletionSource();
        _logger.LogError("before");
        _logger.IsEnabled(LogLevel.Trace).ShouldBeFalse();
        RunLogScope.PushStep("none").ShouldBeNull();
        Task leftBehind;
        using (RunLogScope.Enter(_sink))
        {
            leftBehind = Task.Run(async () =>
            {
                await over.Task;
                _logger.LogError("left behind");
            });
        }

        over.SetResult();
        await leftBehind;

        _sink.Entries.ShouldBeEmpty();
    }

    [Fact]
    public void What_a_sink_logs_while_it_writes_does_not_come_back()
    {
        using var run = RunLogScope.Enter(_sink);
        _sink.OnWrite = () => _logger.LogError("again");

        _logger.LogInformation("a");

        _sink.Entries.ShouldHaveSingleItem();
    }

    [Fact]
    public void What_throws_is_told_in_the_entry()
    {
        using var run = RunLogScope.Enter(_sink);

        _logger.LogInformation("{bad} {good}", new Throwing(), 1);
        _sink.Last.Message.ShouldContain("could not be formatted");
        _sink.Last.Details.ShouldContain("\"good\":1");

        _sink.OnWrite = () => throw new InvalidOperationException();
        Should.NotThrow(() => _logger.LogInformation("a"));
    }

    [Fact]
    public void Too_much_is_cut_or_left_out_with_a_word()
    {
        using var run = RunLogScope.Enter(_sink, limits: new EntryLimits { MaxMessageBytes = 10, MaxDetailsBytes = 100, MaxExceptionBytes = 256, MaxNameCodePoints = 5 });

        _logger.LogError(new InvalidOperationException(new string('"', 5000)), "线线线线{text}{error_code}", new string('x', 5000), "错误代码太长了");

        _sink.Last.Message.ShouldBe("线线线");
        _sink.Last.Truncated.ShouldBeTrue();
        _sink.Last.Details.ShouldStartWith("{\"omitted\":\"details of ");
        _sink.Last.ErrorCode.ShouldBe("错误代码太");
        _sink.Last.LoggerName.ShouldBe("Paper");
        _sink.Last.Exception.Length.ShouldBeLessThanOrEqualTo(256);
        System.Text.Json.JsonElement.Parse(_sink.Last.Exception).GetProperty("message").GetString().ShouldEndWith("…");
    }

    [Fact]
    public void An_endless_sequence_is_left_out()
    {
        using var run = RunLogScope.Enter(_sink);
        using var scope = _logger.BeginScope(new Dictionary<string, object?> { ["endless"] = Endless() });

        _logger.LogInformation("a");

        _sink.Last.Details.ShouldContain("omitted");
    }

    [Fact]
    public void The_chatter_of_the_framework_is_kept_from_warning_up()
    {
        var framework = _services.GetRequiredService<ILoggerFactory>().CreateLogger("System.Net.Http.HttpClient");
        using var run = RunLogScope.Enter(_sink);

        framework.LogInformation("chatter");
        framework.LogWarning("odd");

        _sink.Entries.Select(entry => entry.Message).ShouldBe(["odd"]);
    }

    private static IEnumerable<int> Endless()
    {
        for (var i = 0; ; i++)
        {
            yield return i;
        }
    }

    private sealed class Throwing
    {
        public override string ToString() => throw new InvalidOperationException("no");
    }
}
