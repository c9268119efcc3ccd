using System.Buffers;
using JobLogs.Protocol.Ids;

namespace JobLogs.Protocol.Entries;

/// <summary>
/// Writes an entry as every view shows it, with its keys always in the same order. Hot: by hand, without allocation; text is
/// escaped no more than JSON demands, so Chinese and emoji stay as they are.
/// </summary>
public static class EntryJson
{
    // Keys, punctuation, ids, numbers and the time, without the texts.
    private const int FrameBytes = 512;

    private static readonly SearchValues<byte> LineBreaks = SearchValues.Create("\r\n"u8);

    /// <summary>
    /// Writes one JSON object and nothing after it. Its details are the bytes that were sent, which may have line breaks between
    /// their tokens; where an entry must be one line (NDJSON, Server-Sent Events) use <see cref="WriteOneLine"/>.
    /// </summary>
    /// <param name="output">Receives it.</param>
    /// <param name="entry">Valid UTF-8; details and exception are written as they are.</param>
    /// <param name="job">The job's number, 1 to <see cref="JobIdText.MaxJob"/>.</param>
    /// <param name="run">The run's number, above 0.</param>
    /// <param name="seq">The entry's seq, 1 to <see cref="EntryIdText.MaxSeq"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number or the timestamp is out of range.</exception>
    public static void Write(IBufferWriter<byte> output, in EntryFields entry, int job, long run, long seq) =>
        Write(output, entry, job, run, seq, oneLine: false);

    /// <summary>
    /// Writes one JSON object on one line, and nothing after it: as <see cref="Write(IBufferWriter{byte}, in EntryFields, int, long, long)"/>,
    /// but line breaks between the tokens of its details become spaces, which changes none of their values.
    /// </summary>
    /// <inheritdoc cref="Write(IBufferWriter{byte}, in EntryFields, int, long, long)"/>
    public static void WriteOneLine(IBufferWriter<byte> output, in EntryFields entry, int job, long run, long seq) =>
        Write(output, entry, job, run, seq, oneLine: true);

    /// <summary>Writes one JSON object on one line as a client sends it, and nothing after it. An entry without a timestamp gets that of its receipt.</summary>
    /// <param name="output">Receives it.</param>
    /// <param name="entry">Valid UTF-8; details and exception are written as they are.</param>
    /// <exception cref="ArgumentOutOfRangeException">The timestamp is out of range.</exception>
    public static void WriteInput(IBufferWriter<byte> output, in EntryFields entry)
    {
        ArgumentNullException.ThrowIfNull(output);
        var json = new JsonOutput(output, FrameBytes + entry.Message.Length + entry.Details.Length + entry.Exception.Length);
        json.Raw("{\"level\":\""u8);
        json.Raw(LevelNames.Utf8(entry.Level));
        if (entry.HasTimestamp)
        {
            json.Raw("\",\"timestamp\":\""u8);
            json.Advance(Timestamps.Format(entry.TimestampMicros, json.Reserve(Timestamps.Length)));
        }

        json.Raw("\",\"message\":"u8);
        json.String(entry.Message);
        if (!entry.Details.IsEmpty)
        {
            json.Raw(",\"details\":"u8);
            WriteDetails(ref json, entry.Details, oneLine: true);
        }

        WriteOptional(ref json, ",\"step\":"u8, entry.Step);
        if (entry.DurationMs >= 0)
        {
            json.Raw(",\"duration_ms\":"u8);
            json.Number(entry.DurationMs);
        }

        // Only the server says that it cut a message.
        var sent = entry;
        sent.Truncated = false;
        WriteOptional(ref json, sent);
        json.Raw("}"u8);
        json.Flush();
    }

    private static void Write(IBufferWriter<byte> output, in EntryFields entry, int job, long run, long seq, bool oneLine)
    {
        ArgumentNullException.ThrowIfNull(output);
        var json = new JsonOutput(output, FrameBytes + entry.Message.Length + entry.Details.Length + entry.Exception.Length);
        json.Raw("{\"id\":\""u8);
        json.Advance(EntryIdText.Format(job, seq, json.Reserve(EntryIdText.MaxLength)));
        json.Raw("\",\"seq\":"u8);
        json.Number(seq);
        json.Raw(",\"job_id\":\""u8);
        json.Advance(JobIdText.Format(job, json.Reserve(JobIdText.MaxLength)));
        json.Raw("\",\"job_run_id\":\""u8);
        json.Advance(RunIdText.Format(run, json.Reserve(RunIdText.MaxLength)));
        json.Raw("\",\"timestamp\":\""u8);
        json.Advance(Timestamps.Format(entry.TimestampMicros, json.Reserve(Timestamps.Length)));
        json.Raw("\",\"level\":\""u8);
        json.Raw(LevelNames.Utf8(entry.Level));
        json.Raw("\",\"message\":"u8);
        json.String(entry.Message);
        json.Raw(",\"details\":"u8);
        WriteDetails(ref json, entry.Details, oneLine);
        json.Raw(",\"step\":"u8);
        WriteNullable(ref json, entry.Step);
        json.Raw(",\"duration_ms\":"u8);
        if (entry.DurationMs < 0)
        {
            json.Raw("null"u8);
        }
        else
        {
            json.Number(entry.DurationMs);
        }

        WriteOptional(ref json, entry);
        json.Raw("}"u8);
        json.Flush();
    }

    private static void WriteDetails(scoped ref JsonOutput json, scoped ReadOnlySpan<byte> details, bool oneLine)
    {
        if (details.IsEmpty)
        {
            json.Raw("null"u8);
            return;
        }

        Span<byte> written = json.Reserve(details.Length)[..details.Length];
        details.CopyTo(written);
        if (oneLine)
        {
            // A raw line break can stand between tokens only: inside a string JSON demands an escape.
            written.ReplaceAny(LineBreaks, (byte)' ');
        }

        json.Advance(written.Length);
    }

    /// <summary>The keys that appear only with a value.</summary>
    private static void WriteOptional(scoped ref JsonOutput json, scoped in EntryFields entry)
    {
        WriteOptional(ref json, ",\"paper_id\":"u8, entry.PaperId);
        WriteOptional(ref json, ",\"error_code\":"u8, entry.ErrorCode);
        WriteOptional(ref json, ",\"logger_name\":"u8, entry.LoggerName);
        WriteOptional(ref json, ",\"trace_id\":"u8, entry.TraceId);
        WriteOptional(ref json, ",\"span_id\":"u8, entry.SpanId);
        if (!entry.Exception.IsEmpty)
        {
            json.Raw(",\"exception\":"u8);
            json.Raw(entry.Exception);
        }

        if (entry.Attempt > 1)
        {
            json.Raw(",\"attempt\":"u8);
            json.Number(entry.Attempt);
        }

        if (entry.Truncated)
        {
            json.Raw(",\"truncated\":true"u8);
        }
    }

    private static void WriteOptional(scoped ref JsonOutput json, scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty)
        {
            json.Raw(key);
            json.String(text);
        }
    }

    private static void WriteNullable(scoped ref JsonOutput json, scoped ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            json.Raw("null"u8);
        }
        else
        {
            json.String(text);
        }
    }
}
