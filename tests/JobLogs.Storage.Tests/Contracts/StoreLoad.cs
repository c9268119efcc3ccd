using System.Text;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Tests.Contracts;

/// <summary>Numbered entries of one run, and the proof that each of them is there once.</summary>
internal static class StoreLoad
{
    public static async Task<Run> MakeRunAsync(IStoreWriter writer)
    {
        var job = new CreateJob(new JobDefinition { Name = "load", Type = "external" });
        await writer.CommitAsync([job], Guid.NewGuid(), CancellationToken.None);
        var run = new CreateRun(job.Job!.Id, RunTrigger.Api) { Parameters = "{}", Reason = "A test." };
        await writer.CommitAsync([run], Guid.NewGuid(), CancellationToken.None);
        return run.Run!;
    }

    /// <summary>Entries first, first + 1, …, by a producer that numbers them so.</summary>
    public static AppendEntries Append(Run run, long first, int count, int padding = 0)
    {
        var batch = new EntryBatch(count);
        for (var index = 0; index < count; index++)
        {
            batch.Add(new EntryView
            {
                TimestampMicros = first + index,
                Level = EntryLevel.Info,
                Message = Encoding.UTF8.GetBytes($"entry {first + index}{new string(' ', padding)}"),
                DurationMs = -1,
                Offset = index,
            });
        }

        return new AppendEntries(run.Id, batch) { Producer = "p", FirstNumber = first, Numbers = count };
    }

    /// <summary>Entries 1 to <paramref name="count"/> are there, each once, in their order, in entries and in counters.</summary>
    public static async Task ShouldHoldEntriesAsync(IStore store, Run run, long count)
    {
        var seen = 0L;
        for (var more = true; more;)
        {
            using var page = await store.Logs.ReadAsync(
                new LogQuery { Scope = LogScope.OfJob(run.Job), Descending = false, After = new Place(0, run.Job, seen, 0), Limit = 1_000, Count = false },
                CancellationToken.None);
            for (var index = 0; index < page.Entries.Count; index++)
            {
                seen++;
                page.Entries[index].Seq.ShouldBe(seen);
                Encoding.UTF8.GetString(page.Entries[index].Message).TrimEnd().ShouldBe($"entry {seen}");
            }

            more = page.HasMore;
        }

        seen.ShouldBe(count);
        (await store.Runs.FindAsync(run.Id, CancellationToken.None))!.Counts.Info.ShouldBe(count);
        (await store.Logs.StatusAsync(CancellationToken.None)).Entries.ShouldBe(count);
    }
}
