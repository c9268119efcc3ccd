using JobLogs.Storage.Model;

namespace JobLogs.Storage.Commands;

/// <summary>
/// Hides a job at once and cancels its unfinished runs (each with its status change), then writes a <see cref="JobRemoved"/>.
/// Its rows stay until <see cref="PurgeDeleted"/> takes them. <see cref="Refusal.NotFound"/>.
/// </summary>
public sealed class DeleteJob(JobId job) : StoreCommand
{
    /// <summary>The job.</summary>
    public JobId Job { get; } = job;

    /// <summary>Why nothing was written.</summary>
    public Refusal Refusal { get; set; }

    /// <summary>Runs of servers that were running and must be told to stop.</summary>
    public IReadOnlyList<RunId> Cancelled { get; set; } = [];
}
