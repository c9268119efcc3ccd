using JobLogs.Storage.Model;

namespace JobLogs.Storage.Commands;

/// <summary>Replaces a job's definition. <see cref="Refusal.NotFound"/>, <see cref="Refusal.NameTaken"/> or <see cref="Refusal.Changed"/>.</summary>
public sealed class UpdateJob(JobId job, JobDefinition definition, long version) : StoreCommand
{
    /// <summary>The job.</summary>
    public JobId JobId { get; } = job;

    /// <summary>What it is to be.</summary>
    public JobDefinition Definition { get; } = definition;

    /// <summary>The version that the change was made from.</summary>
    public long Version { get; } = version;

    /// <summary>Its next occurrence, in microseconds since the Unix epoch; null for none.</summary>
    public long? NextRunAt { get; init; }

    /// <summary>Why nothing was written.</summary>
    public Refusal Refusal { get; set; }

    /// <summary>The job as it is now.</summary>
    public Job? Job { get; set; }
}
