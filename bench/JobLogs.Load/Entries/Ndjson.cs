using System.Buffers;
using System.Text.Unicode;
using JobLogs.Protocol;
using JobLogs.Storage.Model;

namespace JobLogs.Load.Entries;

/// <summary>Writes sample entries as a client sends them.</summary>
internal static class Ndjson
{
    /// <summary>The next <paramref name="count"/> entries, a line each.</summary>
    public static byte[] Lines(SampleEntries entries, int count)
    {
        var lines = new ArrayBufferWriter<byte>(count * 320);
        for (var i = 0; i < count; i++)
        {
            Append(lines, entries.Next());
        }

        return lines.WrittenSpan.ToArray();
    }

    private static void Append(ArrayBufferWriter<byte> lines, in EntryView entry)
    {
        // Sample texts hold nothing that JSON escapes.
        Put(lines, "{\"timestamp\":\""u8);
        var space = lines.GetSpan(64);
        Utf8.TryWrite(space, $"{Timestamps.ToText(entry.TimestampMicros)}\",\"level\":\"{LevelNames.ToText((JobLogLevel)entry.Level)}", out var length);
        lines.Advance(length);
        Put(lines, "\",\"message\":\""u8);
        Put(lines, entry.Message);
        Put(lines, "\",\"step\":\""u8);
        Put(lines, entry.Step);
        space = lines.GetSpan(64);
        Utf8.TryWrite(space, $"\",\"duration_ms\":{entry.DurationMs}", out length);
        lines.Advance(length);
        if (!entry.Details.IsEmpty)
        {
            Put(lines, ",\"details\":"u8);
            Put(lines, entry.Details);
        }

        Put(lines, "}\n"u8);
    }

    private static void Put(ArrayBufferWriter<byte> lines, ReadOnlySpan<byte> bytes) => lines.Write(bytes);
}
