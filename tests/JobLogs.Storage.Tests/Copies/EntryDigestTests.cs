using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;
using JobLogs.Storage.Tests.Contracts;

namespace JobLogs.Storage.Tests.Copies;

public sealed class EntryDigestTests
{
    private static readonly WrittenEntry Whole = new()
    {
        Seq = 7, Commit = 3, Job = new JobId(5), Run = new RunId(9), TimestampMicros = 1, Level = EntryLevel.Warning, Message = "消息",
        Details = """{"a":1}""", Step = "s", PaperId = "p", ErrorCode = "e", LoggerName = "l", TraceId = "t", SpanId = "x",
        Exception = "{}", DurationMs = 0, Attempt = 2, Truncated = true,
    };

    [Fact]
    public void Is_the_same_in_any_order()
    {
        WrittenEntry[] entries = [Whole, Whole with { Seq = 8 }, Whole with { Seq = 9, Message = "other" }];

        var forward = Digest(entries);
        var backward = Digest([.. entries.Reverse()]);

        (forward.Count, forward.Hash).ShouldBe((3, backward.Hash));
    }

    public static TheoryData<string> Fields { get; } =
    [
        "seq", "commit", "job", "run", "timestamp", "level", "message", "details", "step", "paper", "code", "logger", "trace", "span", "exception",
        "duration", "attempt", "truncated", "moved",
    ];

    [Theory]
    [MemberData(nameof(Fields))]
    public void Tells_a_change_of_any_field(string field)
    {
        var changed = field switch
        {
            "seq" => Whole with { Seq = 8 },
            "commit" => Whole with { Commit = 4 },
            "job" => Whole with { Job = new JobId(6) },
            "run" => Whole with { Run = new RunId(10) },
            "timestamp" => Whole with { TimestampMicros = 2 },
            "level" => Whole with { Level = EntryLevel.Error },
            "message" => Whole with { Message = "消息 " },
            "details" => Whole with { Details = """{"a": 1}""" },
            "step" => Whole with { Step = null },
            "paper" => Whole with { PaperId = "q" },
            "code" => Whole with { ErrorCode = "f" },
            "logger" => Whole with { LoggerName = "m" },
            "trace" => Whole with { TraceId = "u" },
            "span" => Whole with { SpanId = "y" },
            "exception" => Whole with { Exception = "{ }" },
            "duration" => Whole with { DurationMs = null },
            "attempt" => Whole with { Attempt = 1 },
            "truncated" => Whole with { Truncated = false },
            _ => Whole with { Step = "sp", PaperId = null },
        };

        Digest([changed]).Hash.ShouldNotBe(Digest([Whole]).Hash);
    }

    private static EntryDigest Digest(params WrittenEntry[] entries)
    {
        var digest = new EntryDigest();
        foreach (var entry in entries)
        {
            digest.Add(entry.ToView(entry.Run) with { Commit = entry.Commit, Job = entry.Job });
        }

        return digest;
    }
}
