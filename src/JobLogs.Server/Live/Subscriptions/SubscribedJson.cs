using JobLogs.Protocol.Ids;
using JobLogs.Server.Live.Frames;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Live.Subscriptions;

/// <summary>The message that says what a subscription is, before its first entry.</summary>
internal static class SubscribedJson
{
    private const int MostRuns = 1000;

    /// <summary>Writes it.</summary>
    public static async ValueTask WriteAsync(
        StreamSources sources, Subscription subscription, FrameBuffer output, LogScope scope, CancellationToken cancellationToken)
    {
        var runs = await sources.Runs.UnfinishedAsync(scope, MostRuns, cancellationToken);
        using var data = new FrameBuffer();
        using (var json = EventJson.Writer(data))
        {
            json.WriteStartObject();
            WriteRequest(json, subscription.Request);
            json.WriteStartArray("runs"u8);
            foreach (var run in runs)
            {
                json.WriteStartObject();
                json.WriteString("job_run_id"u8, RunIdText.ToText(run.Id.Number));
                json.WriteString("job_id"u8, JobIdText.ToText(run.Job.Number));
                json.WriteString("status"u8, run.Status.ToText());
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (subscription.RemovedThrough is { } removed)
            {
                json.WriteNumber("removed_through_seq"u8, removed);
            }

            json.WriteEndObject();
        }

        subscription.Outbox.Write(output, MessageType.Subscribed, data.Span);
    }

    private static void WriteRequest(System.Text.Json.Utf8JsonWriter json, SubscriptionRequest request)
    {
        json.WriteStartObject("subscription"u8);
        json.WriteStartArray("types"u8);
        foreach (var name in StreamTypeNames.Of(request.Types))
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WritePropertyName("filters"u8);
        json.WriteRawValue(request.FilterText, skipInputValidation: true);
        json.WriteString("after"u8, request.AfterText);
        json.WritePropertyName("tail"u8);
        if (request.After is null)
        {
            json.WriteNumberValue(request.Tail);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteBoolean("batch"u8, request.Batch);
        json.WriteEndObject();
    }
}
