using JobLogs.Storage.Model;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Clean-up took entries of a job. It has a row in <c>removals</c>, for copies; streams are not told.</summary>
internal sealed record EntriesRemoved : RunEvent
{
    /// <summary>The cutoff, in microseconds since the Unix epoch.</summary>
    public required long BeforeMicros { get; init; }
}
