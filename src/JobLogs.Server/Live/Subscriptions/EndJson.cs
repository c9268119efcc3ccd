using JobLogs.Server.Live.Frames;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Server.Live.Subscriptions;

/// <summary>The last message of a stream.</summary>
internal static class EndJson
{
    /// <summary>The job or the run was deleted.</summary>
    public static void WriteRemoved(Outbox outbox, FrameBuffer output, in Place position) =>
        outbox.Write(output, MessageType.End, """{"status":"deleted","first_seq":null,"last_seq":null,"entries":null,"matched":null}"""u8, position);

    /// <summary>The run is over and all was delivered.</summary>
    public static async ValueTask WriteAsync(
        StreamSources sources, Outbox outbox, FrameBuffer output, LogScope scope, LogFilter filter, Place position, CancellationToken cancellationToken)
    {
        if (await sources.Runs.FindAsync(scope.Run!.Value, cancellationToken) is not { } run)
        {
            WriteRemoved(outbox, output, position);
            return;
        }

        using var matching = await sources.Logs.ReadAsync(
            new LogQuery { Scope = scope, Filter = filter, Limit = 1, Count = true }, cancellationToken);
        using var data = new FrameBuffer();
        using (var json = EventJson.Writer(data))
        {
            json.WriteStartObject();
            json.WriteString("status"u8, run.Status.ToText());
            WriteSeq(json, "first_seq"u8, run.FirstSeq);
            WriteSeq(json, "last_seq"u8, run.LastSeq);
            json.WriteNumber("entries"u8, run.Counts.Total);
            json.WriteNumber("matched"u8, matching.Total ?? 0);
            json.WriteEndObject();
        }

        outbox.Write(output, MessageType.End, data.Span, position, run.Id);
    }

    private static void WriteSeq(System.Text.Json.Utf8JsonWriter json, ReadOnlySpan<byte> name, long seq)
    {
        if (seq == 0)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteNumber(name, seq);
        }
    }
}
