using System.Text;
using System.Text.Json;
using JobLogs.Protocol;
using JobLogs.Protocol.Entries;

namespace JobLogs.Client.Shipping;

/// <summary>An entry by which a run says of itself how many of its entries it lacks, and why.</summary>
internal readonly record struct LossNotice(string Message, string Details, string Code)
{
    /// <summary>There was no room for them.</summary>
    public static LossNotice Refused(long count) =>
        new($"{count} entries of this run were not taken: queue and spool were full.", $$"""{"refused":{{count}}}""", "entries_refused");

    /// <summary>The server didn't want them.</summary>
    public static LossNotice Rejected(long count, string code, string detail) => new(
        $"{count} entries of this run were rejected by the server, the last because: {detail}",
        $$"""{"rejected":{{count}},"code":"{{JsonEncodedText.Encode(code)}}","detail":"{{JsonEncodedText.Encode(detail)}}"}""",
        "entries_rejected");

    /// <summary>They waited for too long.</summary>
    public static LossNotice Expired(long count, TimeSpan after) => new(
        $"{count} entries of this run were given up: they had waited in the spool for longer than {after}.",
        $$"""{"expired":{{count}}}""",
        "entries_expired");

    /// <summary>The entry.</summary>
    public EntryFields At(DateTimeOffset now) => new()
    {
        Level = JobLogLevel.Warning,
        HasTimestamp = true,
        TimestampMicros = Timestamps.FromDateTimeOffset(now),
        Message = Encoding.UTF8.GetBytes(Message),
        Details = Encoding.UTF8.GetBytes(Details),
        ErrorCode = Encoding.UTF8.GetBytes(Code),
        LoggerName = "JobLogs.Client"u8,
    };
}
