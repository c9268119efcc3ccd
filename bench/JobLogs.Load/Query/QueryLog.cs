using JobLogs.Load.Entries;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Load.Query;

/// <summary>Makes a log to be queried, through the real writer.</summary>
internal static class QueryLog
{
    private const int PerCommit = 2000;
    private const int Runs = 20;

    /// <summary>Writes so many entries into one job of twenty runs.</summary>
    public static async Task<JobId> WriteAsync(IStoreWriter writer, int entries)
    {
        var job = new CreateJob(new JobDefinition { Name = $"measured {entries}", Type = "external" });
        await CommitAsync(writer, job);
        var sample = new SampleEntries(seed: 1);
        for (var run = 0; run < Runs; run++)
        {
            var start = new CreateRun(job.Job!.Id, RunTrigger.Api) { Status = RunStatus.Running, Parameters = "{}", Reason = "Measured." };
            await CommitAsync(writer, start);
            for (var written = 0; written < entries / Runs; written += PerCommit)
            {
                using var batch = sample.Batch(Math.Min(PerCommit, (entries / Runs) - written));
                await CommitAsync(writer, new AppendEntries(start.Run!.Id, batch));
            }
        }

        return job.Job!.Id;
    }

    private static async Task CommitAsync(IStoreWriter writer, StoreCommand command) =>
        await writer.CommitAsync([command], Guid.NewGuid(), CancellationToken.None);
}
