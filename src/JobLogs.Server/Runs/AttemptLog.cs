using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using JobLogs.Protocol;
using JobLogs.Protocol.Entries;
using JobLogs.Server.Ingest;

namespace JobLogs.Server.Runs;

/// <summary>What the executor itself has to say in a run's log: how an attempt ended when it did not end well.</summary>
internal static class AttemptLog
{
    private const int MaxMessage = 2_000;
    private const int MaxStackTrace = 8_000;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes an entry.</summary>
    public static void Write(RunSink sink, int attempt, JobLogLevel level, string message, string? errorCode = null, Exception? exception = null) =>
        sink.Write(new EntryFields
        {
            Level = level,
            Message = Encoding.UTF8.GetBytes(message),
            ErrorCode = errorCode is null ? default : Encoding.UTF8.GetBytes(errorCode),
            LoggerName = "JobLogs.Runs"u8,
            Exception = exception is null ? default : Json(exception),
            Attempt = attempt,
        });

    private static ReadOnlySpan<byte> Json(Exception exception)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, Plain))
        {
            json.WriteStartObject();
            json.WriteString("type", exception.GetType().FullName);
            json.WriteString("message", Cut(exception.Message, MaxMessage));
            json.WriteString("stack_trace", Cut(exception.ToString(), MaxStackTrace));
            json.WriteEndObject();
        }

        return output.WrittenSpan;
    }

    private static string Cut(string text, int max) => (text.Length <= max ? text : text[..max] + "…").Replace('\0', '\uFFFD');
}
