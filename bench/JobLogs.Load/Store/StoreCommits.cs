using System.Diagnostics;
using JobLogs.Load.Entries;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Load.Store;

/// <summary>
/// The store's group commits without a server round them: entries, blocks, counters and the commit's own row, durable. Runs of
/// 20 jobs take turns, one a commit.
/// </summary>
internal sealed class StoreCommits : IAsyncDisposable
{
    private const int Jobs = 20;
    private readonly IStore _store;
    private readonly Run[] _runs;
    private readonly EntryBatch[] _batches;
    private int _next;

    private StoreCommits(IStore store, Run[] runs, EntryBatch[] batches)
    {
        _store = store;
        _runs = runs;
        _batches = batches;
    }

    /// <summary>Prepares batches to write to an empty store, which goes with this.</summary>
    public static async Task<StoreCommits> OnAsync(IStore store, int entriesEach)
    {
        var runs = new Run[Jobs];
        for (var i = 0; i < Jobs; i++)
        {
            var job = new CreateJob(new JobDefinition { Name = $"job {i}", Type = "external" });
            await store.Writer.CommitAsync([job], Guid.NewGuid(), CancellationToken.None);
            var run = new CreateRun(job.Job!.Id, RunTrigger.Api) { Parameters = "{}", Reason = "Measured." };
            await store.Writer.CommitAsync([run], Guid.NewGuid(), CancellationToken.None);
            runs[i] = run.Run!;
        }

        var sample = new SampleEntries(seed: 1);
        return new StoreCommits(store, runs, [.. Enumerable.Range(0, 100).Select(_ => sample.Batch(entriesEach))]);
    }

    /// <summary>Writes at least <paramref name="entries"/>; returns entries a second.</summary>
    public async Task<double> EntriesPerSecondAsync(int entries)
    {
        var start = Stopwatch.GetTimestamp();
        var written = 0;
        while (written < entries)
        {
            var append = new AppendEntries(_runs[_next % _runs.Length].Id, _batches[_next % _batches.Length]);
            await _store.Writer.CommitAsync([append], Guid.NewGuid(), CancellationToken.None);
            written += append.Batch.Count;
            _next++;
        }

        return written / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Array.ForEach(_batches, batch => batch.Dispose());
    }
}
