using System.Text.Json.Serialization;

namespace JobLogs.Protocol.Runs;

/// <summary>The answer to a trigger or a retry: the run that was made.</summary>
/// <param name="JobRunId">The run, <c>run_…</c>.</param>
/// <param name="JobId">Its job, <c>job_…</c>.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Message">A sentence for people.</param>
/// <param name="RetryOf">The run that it repeats; only after a retry.</param>
public sealed record RunAccepted(
    string JobRunId,
    string JobId,
    string Status,
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RetryOf);
