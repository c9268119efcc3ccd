using JobLogs.Storage.Model;

namespace JobLogs.Storage.Commands;

/// <summary>Creates a job. <see cref="Refusal.NameTaken"/>.</summary>
public sealed class CreateJob(JobDefinition definition) : StoreCommand
{
    /// <summary>What it is to be.</summary>
    public JobDefinition Definition { get; } = definition;

    /// <summary>Its first occurrence, in microseconds since the Unix epoch; null for none.</summary>
    public long? NextRunAt { get; init; }

    /// <summary>Why nothing was written.</summary>
    public Refusal Refusal { get; set; }

    /// <summary>The job.</summary>
    public Job? Job { get; set; }
}
