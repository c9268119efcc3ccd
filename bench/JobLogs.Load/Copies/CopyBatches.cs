using JobLogs.Load.Entries;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;

namespace JobLogs.Load.Copies;

/// <summary>Commits as a database would have made them: the same on every run, each with its own ids.</summary>
internal sealed class CopyBatches(int entriesEach)
{
    public static readonly JobId Job = new(1);

    private static readonly RunId Run = new(1);

    private readonly SampleEntries _sample = new(seed: 1);
    private long _seq;
    private long _commit;

    /// <summary>The last commit that was made.</summary>
    public long LastCommit => _commit;

    /// <summary>The next commits, at least <paramref name="entries"/> entries together; the caller disposes them.</summary>
    public List<CopyBatch> Next(int entries)
    {
        var batches = new List<CopyBatch>();
        for (var made = 0; made < entries; made += entriesEach)
        {
            batches.Add(Next());
        }

        return batches;
    }

    private CopyBatch Next()
    {
        var entries = new EntryBatch(entriesEach);
        _commit++;
        for (var i = 0; i < entriesEach; i++)
        {
            entries.Add(_sample.Next() with { Run = Run });
            entries.Committed(i, Job, ++_seq, _commit);
        }

        return new CopyBatch([new CopiedCommit(_commit, 1_738_319_400_000_000)], entries, []);
    }
}
