using System.Diagnostics;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite;

namespace JobLogs.Load.Store;

/// <summary>
/// Group commits of 1,000 entries (20 runs of as many jobs take turns, one a commit) against bare inserts of the same
/// entries: rounds of both take turns, and the ratio of their medians counts.
/// </summary>
internal static class StoreCommitLoad
{
    private const int EntriesPerCommit = 1_000;
    private const int CommitsPerRound = 100;
    private const int Jobs = 20;

    public static async Task<int> RunAsync(string[] args)
    {
        // The folder that is given says which disk is measured; what is made in it goes afterwards.
        var folder = Path.Combine(args.Length > 0 ? args[0] : Path.GetTempPath(), $"joblogs-load-{Environment.ProcessId}");
        var rounds = args.Length > 1 ? int.Parse(args[1]) : 5;
        Directory.CreateDirectory(folder);
        try
        {
            await MeasureAsync(folder, rounds);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(string folder, int rounds)
    {
        var options = new SqliteStoreOptions { Path = Path.Combine(folder, "ours.db") };
        await using var store = await SqliteStore.OpenAsync(options, TimeProvider.System, CancellationToken.None);
        using var bare = new BareInserts(Path.Combine(folder, "bare.db"), options);
        var runs = await MakeRunsAsync(store);
        var sample = new SampleEntries(seed: 7);
        var raw = new List<double>();
        var ours = new List<double>();
        for (var round = 0; round <= rounds; round++)
        {
            var batches = Enumerable.Range(0, CommitsPerRound).Select(_ => sample.Batch(EntriesPerCommit, TimeProvider.System.NowMicros())).ToArray();
            var bareRound = await MeasureAsync(() => CommitBare(bare, batches));
            var ourRound = await MeasureAsync(() => CommitOursAsync(store, runs, batches));
            Console.WriteLine(
                $"round {round}: raw {bareRound.Rate,9:N0}/s {bareRound.Cpu:0.0} us CPU   ours {ourRound.Rate,9:N0}/s {ourRound.Cpu:0.0} us CPU   "
                + $"ratio {ourRound.Rate / bareRound.Rate:0.00}{(round == 0 ? "   (warm-up)" : "")}");
            if (round > 0)
            {
                raw.Add(bareRound.Rate);
                ours.Add(ourRound.Rate);
            }

            Array.ForEach(batches, batch => batch.Dispose());
        }

        Console.WriteLine($"median:  raw {Median(raw),9:N0}/s   ours {Median(ours),9:N0}/s   ratio {Median(ours) / Median(raw):0.00}   (target 0.60)");
    }

    // Entries a second, and microseconds of processor time an entry, which other processes disturb less.
    private static async Task<(double Rate, double Cpu)> MeasureAsync(Func<Task> work)
    {
        const int Entries = CommitsPerRound * EntriesPerCommit;
        var began = Stopwatch.GetTimestamp();
        var cpu = Environment.CpuUsage.TotalTime;
        await work();
        return (Entries / Stopwatch.GetElapsedTime(began).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / Entries);
    }

    private static Task CommitBare(BareInserts bare, EntryBatch[] batches)
    {
        Array.ForEach(batches, bare.Commit);
        return Task.CompletedTask;
    }

    private static async Task CommitOursAsync(SqliteStore store, Run[] runs, EntryBatch[] batches)
    {
        for (var index = 0; index < batches.Length; index++)
        {
            await store.Writer.CommitAsync([new AppendEntries(runs[index % runs.Length].Id, batches[index])], Guid.NewGuid(), CancellationToken.None);
        }
    }

    private static async Task<Run[]> MakeRunsAsync(SqliteStore store)
    {
        var runs = new Run[Jobs];
        for (var index = 0; index < Jobs; index++)
        {
            var job = new CreateJob(new JobDefinition { Name = $"job {index}", Type = "external" });
            await store.Writer.CommitAsync([job], Guid.NewGuid(), CancellationToken.None);
            var run = new CreateRun(job.Job!.Id, RunTrigger.Api) { Parameters = "{}", Reason = "Measured." };
            await store.Writer.CommitAsync([run], Guid.NewGuid(), CancellationToken.None);
            runs[index] = run.Run!;
        }

        return runs;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
