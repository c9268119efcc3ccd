using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;
using JobLogs.Storage.Tests.Contracts;

namespace JobLogs.Storage.Tests.Copies;

public sealed class CopyBatchTests
{
    [Fact]
    public void What_is_left_to_write_is_a_batch_of_its_own()
    {
        var job = new JobId(4);
        var entries = new EntryBatch();
        foreach (var seq in new[] { 1, 2, 3 })
        {
            var entry = new WrittenEntry { Seq = seq, Message = $"message {seq}" };
            entries.Add(entry.ToView(new RunId(1)) with { Job = job, Commit = 9 });
        }

        RunEvent[] events = [Metric(job, 11), Metric(job, 12)];
        using var whole = new CopyBatch([new CopiedCommit(9, 1)], entries, events);

        using var rest = whole.Only([CopyItem.Entry(job, 2), CopyItem.Happened(job, 12)]);

        rest.Entries.Count.ShouldBe(1);
        WrittenEntry.From(rest.Entries[0], new RunId(1)).Message.ShouldBe("message 2");
        rest.Events.ShouldBe([events[1]]);
        rest.Commits.ShouldBe(whole.Commits);
    }

    private static MetricRecorded Metric(JobId job, long number) => new()
    {
        Event = number, Commit = 9, Job = job, Run = new RunId(1), AfterSeq = 3, TimestampMicros = 1, Name = "papers", Value = 1, Type = "counter",
    };
}
