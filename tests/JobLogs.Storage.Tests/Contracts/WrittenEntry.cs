using System.Text;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Tests.Contracts;

/// <summary>An entry as strings, and what filters mean for it, in the plainest words.</summary>
internal sealed record WrittenEntry
{
    public long Seq { get; init; }

    public long Commit { get; init; }

    public JobId Job { get; init; }

    public RunId Run { get; init; }

    public long TimestampMicros { get; init; } = 1_700_000_000_000_000;

    public EntryLevel Level { get; init; } = EntryLevel.Info;

    public string Message { get; init; } = "";

    public string? Details { get; init; }

    public string? Step { get; init; }

    public string? PaperId { get; init; }

    public string? ErrorCode { get; init; }

    public string? LoggerName { get; init; }

    public string? TraceId { get; init; }

    public string? SpanId { get; init; }

    public string? Exception { get; init; }

    public long? DurationMs { get; init; }

    public int Attempt { get; init; }

    public bool Truncated { get; init; }

    public Place Place => new(Commit, Job, Seq, 0);

    public static WrittenEntry From(EntryView entry, RunId run) => new()
    {
        Seq = entry.Seq,
        Commit = entry.Commit,
        Job = entry.Job,
        Run = run,
        TimestampMicros = entry.TimestampMicros,
        Level = entry.Level,
        Message = Encoding.UTF8.GetString(entry.Message),
        Details = Text(entry.Details),
        Step = Text(entry.Step),
        PaperId = Text(entry.PaperId),
        ErrorCode = Text(entry.ErrorCode),
        LoggerName = Text(entry.LoggerName),
        TraceId = Text(entry.TraceId),
        SpanId = Text(entry.SpanId),
        Exception = Text(entry.Exception),
        DurationMs = entry.DurationMs < 0 ? null : entry.DurationMs,
        Attempt = entry.Attempt,
        Truncated = entry.Truncated,
    };

    public EntryView ToView(RunId run) => new()
    {
        Seq = Seq,
        Run = run,
        TimestampMicros = TimestampMicros,
        Level = Level,
        Message = Encoding.UTF8.GetBytes(Message),
        Details = Bytes(Details),
        Step = Bytes(Step),
        PaperId = Bytes(PaperId),
        ErrorCode = Bytes(ErrorCode),
        LoggerName = Bytes(LoggerName),
        TraceId = Bytes(TraceId),
        SpanId = Bytes(SpanId),
        Exception = Bytes(Exception),
        DurationMs = DurationMs ?? -1,
        Attempt = Attempt,
        Truncated = Truncated,
    };

    public bool IsIn(LogScope scope) => (scope.Job is null || Job == scope.Job) && (scope.Run is null || Run == scope.Run);

    public bool Matches(LogFilter filter) =>
        filter.Levels.Contains(Level)
        && (filter.Steps is null || (Step is not null && filter.Steps.Contains(Step)))
        && TimestampMicros >= (filter.StartMicros ?? long.MinValue)
        && TimestampMicros <= (filter.EndMicros ?? long.MaxValue)
        && (filter.Search is null || TextFold.Fold(Message).Contains(TextFold.Fold(filter.Search), StringComparison.Ordinal))
        && (filter.PaperId is null || PaperId == filter.PaperId)
        && (filter.ErrorCode is null || ErrorCode == filter.ErrorCode)
        && (filter.LoggerName is null || LoggerName == filter.LoggerName)
        && (filter.Run is null || Run == filter.Run)
        && (filter.Attempt is null || Math.Max(Attempt, 1) == filter.Attempt)
        && Seq >= (filter.FromSeq ?? 0)
        && Seq <= (filter.ToSeq ?? long.MaxValue)
        && filter.Conditions?.Match(ToView(Run)) != false;

    private static string? Text(ReadOnlySpan<byte> text) => text.IsEmpty ? null : Encoding.UTF8.GetString(text);

    private static byte[] Bytes(string? text) => text is null ? [] : Encoding.UTF8.GetBytes(text);
}
