using System.Text.Json;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Elasticsearch.Reading;

/// <summary>Reads an entry from its document. Hot.</summary>
internal static class EntrySource
{
    /// <summary>What of a document is not read: extras for people, and copies of what stands elsewhere.</summary>
    internal static readonly string[] NotRead =
        ["@timestamp", "details", "error.type", "error.message", "error.stack_trace", "event.id", "event.duration", "joblogs.job_id", "joblogs.job_run_id"];

    /// <summary>Reads the document whose object has just begun.</summary>
    /// <exception cref="JsonException">It is no entry.</exception>
    internal static void Read(ref Utf8JsonReader reader, ref EntryView entry, EntryHits hits)
    {
        while (EntryHits.NextMember(ref reader))
        {
            if (EntryHits.Takes(ref reader, "message"u8))
            {
                entry.Message = hits.Text(ref reader);
            }
            else if (EntryHits.Takes(ref reader, "joblogs"u8))
            {
                ReadOwn(ref reader, ref entry, hits);
            }
            else if (EntryHits.Takes(ref reader, "log"u8))
            {
                ReadLog(ref reader, ref entry, hits);
            }
            else if (EntryHits.Takes(ref reader, "event"u8))
            {
                entry.Seq = ReadNumber(ref reader, "sequence"u8);
            }
            else if (EntryHits.Takes(ref reader, "error"u8))
            {
                entry.ErrorCode = ReadText(ref reader, "code"u8, hits);
            }
            else if (EntryHits.Takes(ref reader, "trace"u8))
            {
                entry.TraceId = ReadText(ref reader, "id"u8, hits);
            }
            else if (EntryHits.Takes(ref reader, "span"u8))
            {
                entry.SpanId = ReadText(ref reader, "id"u8, hits);
            }
            else
            {
                reader.Skip();
            }
        }

        if (entry.Seq == 0 || entry.Job == default || entry.Commit == 0)
        {
            throw new JsonException("A document in the copy's index is no entry.");
        }
    }

    private static void ReadOwn(ref Utf8JsonReader reader, ref EntryView entry, EntryHits hits)
    {
        while (EntryHits.NextMember(ref reader))
        {
            if (EntryHits.Takes(ref reader, "job"u8))
            {
                entry.Job = new JobId(reader.GetInt32());
            }
            else if (EntryHits.Takes(ref reader, "run"u8))
            {
                entry.Run = new RunId(reader.GetInt64());
            }
            else if (EntryHits.Takes(ref reader, "commit"u8))
            {
                entry.Commit = reader.GetInt64();
            }
            else if (EntryHits.Takes(ref reader, "timestamp_us"u8))
            {
                entry.TimestampMicros = reader.GetInt64();
            }
            else if (EntryHits.Takes(ref reader, "duration_ms"u8))
            {
                entry.DurationMs = reader.GetInt64();
            }
            else if (EntryHits.Takes(ref reader, "attempt"u8))
            {
                entry.Attempt = reader.GetInt32();
            }
            else if (EntryHits.Takes(ref reader, "truncated"u8))
            {
                entry.Truncated = reader.GetBoolean();
            }
            else
            {
                ReadOwnText(ref reader, ref entry, hits);
            }
        }
    }

    private static void ReadOwnText(ref Utf8JsonReader reader, ref EntryView entry, EntryHits hits)
    {
        if (EntryHits.Takes(ref reader, "step"u8))
        {
            entry.Step = hits.Text(ref reader);
        }
        else if (EntryHits.Takes(ref reader, "paper_id"u8))
        {
            entry.PaperId = hits.Text(ref reader);
        }
        else if (EntryHits.Takes(ref reader, "details"u8))
        {
            entry.Details = hits.Text(ref reader);
        }
        else if (EntryHits.Takes(ref reader, "exception"u8))
        {
            entry.Exception = hits.Text(ref reader);
        }
        else
        {
            reader.Skip();
        }
    }

    private static void ReadLog(ref Utf8JsonReader reader, ref EntryView entry, EntryHits hits)
    {
        while (EntryHits.NextMember(ref reader))
        {
            if (EntryHits.Takes(ref reader, "level"u8))
            {
                entry.Level = LevelTexts.TryParse(reader.ValueSpan, out var level) ? level : throw new JsonException("A document in the copy's index has no level.");
            }
            else if (EntryHits.Takes(ref reader, "logger"u8))
            {
                entry.LoggerName = hits.Text(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static long ReadNumber(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        var number = 0L;
        while (EntryHits.NextMember(ref reader))
        {
            if (EntryHits.Takes(ref reader, name))
            {
                number = reader.GetInt64();
            }
            else
            {
                reader.Skip();
            }
        }

        return number;
    }

    private static ReadOnlySpan<byte> ReadText(scoped ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> name, EntryHits hits)
    {
        ReadOnlySpan<byte> text = default;
        while (EntryHits.NextMember(ref reader))
        {
            if (EntryHits.Takes(ref reader, name))
            {
                text = hits.Text(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return text;
    }
}
