using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;
using JobLogs.Storage.Tests.Contracts;

namespace JobLogs.Storage.Tests.Elasticsearch;

/// <summary>Small batches, and short words for what is read back.</summary>
internal static class CopyData
{
    public const long Day = 86_400_000_000;
    public const long Start = 1_700_000_000_000_000;

    public static readonly JobId Job = new(7);
    public static readonly RunId Run = new(3);

    /// <summary>Entries of one commit, numbered from <paramref name="firstSeq"/>.</summary>
    public static CopyBatch Entries(long commit, long firstSeq, params WrittenEntry[] entries) => Batch(commit, Start, firstSeq, entries);

    public static CopyBatch Batch(long commit, long at, long firstSeq, WrittenEntry[] entries, params RunEvent[] events)
    {
        var batch = new EntryBatch();
        for (var i = 0; i < entries.Length; i++)
        {
            var run = entries[i].Run == default ? Run : entries[i].Run;
            var job = entries[i].Job == default ? Job : entries[i].Job;
            batch.Add(entries[i].ToView(run) with { Seq = firstSeq + i, Job = job, Commit = commit });
        }

        return new CopyBatch([new CopiedCommit(commit, at)], batch, events);
    }

    public static WrittenEntry[] Numbered(int count) => [.. Enumerable.Range(1, count).Select(n => new WrittenEntry { Message = $"entry {n}" })];

    public static MetricRecorded Metric(long number, long timestamp = Start) => new()
    {
        Event = number, Commit = 1, Job = Job, Run = Run, AfterSeq = 0, TimestampMicros = timestamp, Name = "papers", Value = 1.5, Type = "gauge",
    };

    public static StatusChanged Status(long number, long timestamp = Start) => new()
    {
        Event = number, Commit = 1, Job = Job, Run = Run, AfterSeq = 0, TimestampMicros = timestamp, From = RunStatus.Pending, To = RunStatus.Running, Attempt = 1,
    };

    public static async Task<CopyWritten> WriteAsync(this ILogCopy copy, CopyBatch batch)
    {
        var written = await copy.WriteAsync(batch, CancellationToken.None);
        await copy.RefreshAsync(CancellationToken.None);
        return written;
    }

    /// <summary>The seqs that the copy holds of all jobs, oldest first.</summary>
    public static async Task<List<long>> SeqsAsync(this ICopyReader reader, long through = long.MaxValue)
    {
        var answer = await reader.ReadAsync(All(), through, CancellationToken.None);
        answer.Missing.ShouldBeNull();
        using var page = answer.Value!;
        return [.. Enumerable.Range(0, page.Entries.Count).Select(i => page.Entries[i].Seq)];
    }

    public static LogQuery All(int limit = 1000) => new() { Scope = LogScope.All, Descending = false, Limit = limit };
}
