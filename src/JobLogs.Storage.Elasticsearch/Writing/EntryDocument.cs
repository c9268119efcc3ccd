using System.Text.Json;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Elasticsearch.Http;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Elasticsearch.Writing;

/// <summary>
/// Writes an entry as a document: names of the Elastic Common Schema for what it knows, <c>joblogs.*</c> for the rest. Hot:
/// allocates nothing once the buffers have grown.
/// </summary>
internal sealed class EntryDocument(ICopyNames names) : IDisposable
{
    private const long NanosPerMillisecond = 1_000_000;

    private readonly DetailFields _details = new();
    private readonly PooledBuffer _tokens = new();
    private byte[] _folded = new byte[1024];

    /// <summary>Writes the entry's id and returns its length.</summary>
    internal int WriteId(in EntryView entry, Span<byte> destination) => names.WriteEntry(entry.Job, entry.Seq, destination);

    /// <summary>Writes the document.</summary>
    /// <exception cref="ArgumentException">A text is no UTF-8.</exception>
    internal void Write(Utf8JsonWriter json, in EntryView entry)
    {
        Span<byte> text = stackalloc byte[ICopyNames.MaxLength];
        json.WriteStartObject();
        json.WriteString("@timestamp"u8, text[..TimestampTexts.Write(entry.TimestampMicros, text)]);
        json.WriteString("message"u8, entry.Message);
        json.WriteStartObject("log"u8);
        json.WriteString("level"u8, LevelTexts.Of(entry.Level));
        WriteText(json, "logger"u8, entry.LoggerName);
        json.WriteEndObject();
        json.WriteStartObject("event"u8);
        json.WriteString("id"u8, text[..WriteId(entry, text)]);
        json.WriteString("dataset"u8, Datasets.Entry);
        json.WriteNumber("sequence"u8, entry.Seq);
        if (entry.DurationMs is >= 0 and <= long.MaxValue / NanosPerMillisecond)
        {
            json.WriteNumber("duration"u8, entry.DurationMs * NanosPerMillisecond);
        }

        json.WriteEndObject();
        WriteError(json, entry);
        WriteId(json, "trace"u8, entry.TraceId);
        WriteId(json, "span"u8, entry.SpanId);
        WriteOwn(json, entry);
        if (!entry.Details.IsEmpty && _details.Of(entry.Details) is { IsEmpty: false } fields)
        {
            json.WritePropertyName("details"u8);
            json.WriteRawValue(fields, skipInputValidation: true);
        }

        json.WriteEndObject();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _details.Dispose();
        _tokens.Dispose();
    }

    private void WriteOwn(Utf8JsonWriter json, in EntryView entry)
    {
        Span<byte> text = stackalloc byte[ICopyNames.MaxLength];
        json.WriteStartObject("joblogs"u8);
        json.WriteNumber("job"u8, entry.Job.Number);
        json.WriteString("job_id"u8, text[..names.WriteJob(entry.Job, text)]);
        json.WriteNumber("run"u8, entry.Run.Number);
        json.WriteString("job_run_id"u8, text[..names.WriteRun(entry.Run, text)]);
        json.WriteNumber("commit"u8, entry.Commit);
        json.WriteNumber("timestamp_us"u8, entry.TimestampMicros);
        WriteText(json, "step"u8, entry.Step);
        WriteText(json, "paper_id"u8, entry.PaperId);
        if (entry.DurationMs >= 0)
        {
            json.WriteNumber("duration_ms"u8, entry.DurationMs);
        }

        if (entry.Attempt > 0)
        {
            json.WriteNumber("attempt"u8, entry.Attempt);
        }

        if (entry.Truncated)
        {
            json.WriteBoolean("truncated"u8, true);
        }

        WriteText(json, "details"u8, entry.Details);
        WriteText(json, "exception"u8, entry.Exception);
        json.WritePropertyName("search"u8);
        json.WriteRawValue(Tokens(entry.Message), skipInputValidation: true);
        json.WriteEndObject();
    }

    private ReadOnlySpan<byte> Tokens(ReadOnlySpan<byte> message)
    {
        var longest = TextFold.MaxLength(message.Length);
        if (_folded.Length < longest)
        {
            _folded = new byte[Math.Max(longest, _folded.Length * 2)];
        }

        _tokens.CutTo(0);
        SearchTokens.WriteJson(_folded.AsSpan(0, TextFold.Fold(message, _folded)), _tokens);
        return _tokens.Span;
    }

    private static void WriteError(Utf8JsonWriter json, in EntryView entry)
    {
        if (entry.ErrorCode.IsEmpty && entry.Exception.IsEmpty)
        {
            return;
        }

        json.WriteStartObject("error"u8);
        WriteText(json, "code"u8, entry.ErrorCode);
        if (!entry.Exception.IsEmpty)
        {
            WriteException(json, entry.Exception);
        }

        json.WriteEndObject();
    }

    // For people; what is read back is the exact text in joblogs.exception.
    private static void WriteException(Utf8JsonWriter json, ReadOnlySpan<byte> exception)
    {
        var reader = new Utf8JsonReader(exception);
        try
        {
            for (reader.Read(); reader.Read() && reader.TokenType == JsonTokenType.PropertyName;)
            {
                var isOurs = reader.ValueTextEquals("type"u8) || reader.ValueTextEquals("message"u8) || reader.ValueTextEquals("stack_trace"u8);
                var name = reader.ValueSpan;
                reader.Read();
                if (isOurs && reader.TokenType == JsonTokenType.String)
                {
                    json.WriteString(name, reader.GetString());
                }
                else
                {
                    reader.Skip();
                }
            }
        }
        catch (JsonException)
        {
            // No object after all: there is nothing more to show.
        }
    }

    private static void WriteId(Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlySpan<byte> id)
    {
        if (!id.IsEmpty)
        {
            json.WriteStartObject(name);
            json.WriteString("id"u8, id);
            json.WriteEndObject();
        }
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty)
        {
            json.WriteString(name, text);
        }
    }
}
