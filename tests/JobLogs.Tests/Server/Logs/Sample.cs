using System.Text;
using JobLogs.Storage.Model;

namespace JobLogs.Tests.Server.Logs;

/// <summary>An entry to be written.</summary>
internal sealed record Sample(string Message)
{
    /// <summary>2025-01-01T00:00:00Z.</summary>
    public const long Noon = 1_735_689_600_000_000;

    public const long Second = 1_000_000;

    public EntryLevel Level { get; init; } = EntryLevel.Info;

    public long At { get; init; } = Noon;

    public string? Details { get; init; }

    public string? Step { get; init; }

    public long DurationMs { get; init; } = -1;

    public string? PaperId { get; init; }

    public string? ErrorCode { get; init; }

    public string? LoggerName { get; init; }

    public string? Exception { get; init; }

    public int Attempt { get; init; }

    public void AddTo(EntryBatch batch, RunId run) => batch.Add(new EntryView
    {
        Run = run,
        TimestampMicros = At,
        Level = Level,
        Message = Utf8(Message),
        Details = Utf8(Details),
        Step = Utf8(Step),
        DurationMs = DurationMs,
        PaperId = Utf8(PaperId),
        ErrorCode = Utf8(ErrorCode),
        LoggerName = Utf8(LoggerName),
        Exception = Utf8(Exception),
        Attempt = Attempt,
    });

    private static byte[] Utf8(string? text) => Encoding.UTF8.GetBytes(text ?? "");
}
