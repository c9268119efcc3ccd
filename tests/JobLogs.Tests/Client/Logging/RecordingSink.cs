using System.Text;
using JobLogs.Client.Logging;
using JobLogs.Protocol.Entries;

namespace JobLogs.Tests.Client.Logging;

/// <summary>Keeps what it is given, as text.</summary>
internal sealed class RecordingSink : IEntrySink
{
    public List<Recorded> Entries { get; } = [];

    public Recorded Last => Entries[^1];

    public Action? OnWrite { get; set; }

    public void Write(in EntryFields entry)
    {
        Entries.Add(new Recorded(
            entry.Level, Text(entry.Message), Text(entry.Details), Text(entry.Step), Text(entry.PaperId), Text(entry.ErrorCode), entry.DurationMs,
            Text(entry.LoggerName), Text(entry.TraceId), Text(entry.SpanId), Text(entry.Exception), entry.Attempt, entry.Truncated,
            entry.HasTimestamp ? entry.TimestampMicros : null));
        OnWrite?.Invoke();
    }

    private static string Text(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text);
}
