using System.Text.Json;
using JobLogs.Protocol.Entries;
using JobLogs.Protocol.Problems;

namespace JobLogs.Client.Http.Following;

/// <summary>Reads what a stream tells: a kind, and its data.</summary>
internal static class FollowMessages
{
    /// <summary>Reads one message; null for a kind that tells nothing new or isn't known.</summary>
    /// <param name="type">The kind.</param>
    /// <param name="data">Its data.</param>
    /// <param name="cursor">The place after it, or null.</param>
    /// <param name="runId">The run that it is about, or null.</param>
    /// <exception cref="JobLogsException">The server says that something is wrong.</exception>
    public static FollowEvent? Read(string type, JsonElement data, string? cursor, string? runId)
    {
        switch (type)
        {
            case "log":
                return Entry(data, cursor);
            case "status":
                return new FollowEvent.StatusChanged(Text(data, "from_status"), Text(data, "to_status") ?? "", Text(data, "reason"), Object(data, "details")) { Cursor = cursor, JobRunId = runId };
            case "metric":
                return new FollowEvent.MetricRecorded(Text(data, "metric_name") ?? "", data.GetProperty("metric_value").GetDouble(), Text(data, "metric_type") ?? "", Object(data, "labels")) { Cursor = cursor, JobRunId = runId };
            case "checkpoint":
                return new FollowEvent.Checkpoint { Cursor = cursor, JobRunId = runId };
            case "caught_up":
                return new FollowEvent.CaughtUp { Cursor = cursor, JobRunId = runId };
            case "end":
                return new FollowEvent.Ended(Text(data, "status") ?? "", Number(data, "entries")) { Cursor = cursor, JobRunId = runId };
            case "subscribed" when Number(data, "removed_through_seq") is { } seq:
                return new FollowEvent.Removed(seq) { JobRunId = runId };
            case "error":
                throw Refusal(data);
            default:
                return null;
        }
    }

    private static FollowEvent.Entry Entry(JsonElement data, string? cursor)
    {
        var entry = data.Deserialize(EntriesJsonContext.Default.LogEntry) ?? throw new JsonException("An entry is null.");
        return new FollowEvent.Entry(entry) { Cursor = cursor, JobRunId = entry.JobRunId };
    }

    private static JobLogsException Refusal(JsonElement data) =>
        data.Deserialize(ProblemsJsonContext.Default.ProblemDocument) is { } problem
            ? new JobLogsException(problem)
            : new JobLogsException(JobLogsException.UnexpectedAnswer, "The server reports an error without saying which.");

    private static string? Text(JsonElement data, string name) => Find(data, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static long? Number(JsonElement data, string name) => Find(data, name) is { ValueKind: JsonValueKind.Number } value ? value.GetInt64() : null;

    private static JsonElement? Object(JsonElement data, string name) => Find(data, name) is { ValueKind: JsonValueKind.Object } value ? value : null;

    private static JsonElement? Find(JsonElement data, string name) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out var value) ? value : null;
}
