using System.Buffers;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using JobLogs.Protocol;
using JobLogs.Server.Http;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Logs;

/// <summary>
/// A JSON body with entries in it, written straight into the connection's own memory. Hot: no object an entry; waits when the
/// client reads more slowly than entries are written.
/// </summary>
internal sealed class EntryJsonBody
{
    private const int FlushAt = 32 * 1024;

    private static readonly JsonWriterOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly PipeWriter _output;
    private readonly CancellationToken _cancellationToken;

    private EntryJsonBody(PipeWriter output, CancellationToken cancellationToken)
    {
        _output = output;
        _cancellationToken = cancellationToken;
        Json = new Utf8JsonWriter(output, Plain);
    }

    /// <summary>Writes everything but entries.</summary>
    public Utf8JsonWriter Json { get; }

    /// <summary>Begins the body of an answer.</summary>
    public static EntryJsonBody Begin(HttpContext http)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        return new EntryJsonBody(http.Response.BodyWriter, http.RequestAborted);
    }

    /// <summary>Writes an array of the first <paramref name="count"/> entries of a batch.</summary>
    public async ValueTask WriteEntriesAsync(string name, EntryBatch entries, int count)
    {
        Json.WriteStartArray(name);
        Json.Flush();
        for (var index = 0; index < count; index++)
        {
            if (index > 0)
            {
                _output.Write(","u8);
            }

            EntryWire.Write(_output, entries[index]);
            await FlushIfFullAsync();
        }

        Json.WriteEndArray();
    }

    /// <summary>Writes an entry as the value of the property whose name was written.</summary>
    public void WriteEntry(in EntryView entry)
    {
        Json.Flush();
        var raw = new ArrayBufferWriter<byte>(1024);
        EntryWire.Write(raw, entry);
        Json.WriteRawValue(raw.WrittenSpan, skipInputValidation: true);
    }

    /// <summary>Writes a time.</summary>
    public void WriteTime(string name, long? micros)
    {
        if (micros is not { } time)
        {
            Json.WriteNull(name);
            return;
        }

        Span<byte> text = stackalloc byte[Timestamps.Length];
        Timestamps.Format(time, text);
        Json.WriteString(name, text);
    }

    /// <summary>Hands over what was written so far when it is much.</summary>
    public async ValueTask FlushIfFullAsync()
    {
        Json.Flush();
        if (_output.UnflushedBytes > FlushAt)
        {
            await _output.FlushAsync(_cancellationToken);
        }
    }

    /// <summary>Ends the body. Without it, after an error, nothing that looks whole is sent.</summary>
    public async ValueTask EndAsync()
    {
        Json.Flush();
        await _output.FlushAsync(_cancellationToken);
    }
}
