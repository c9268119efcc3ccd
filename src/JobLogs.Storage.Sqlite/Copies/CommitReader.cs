using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;
using JobLogs.Storage.Sqlite.Reading;
using JobLogs.Storage.Sqlite.Runs;

namespace JobLogs.Storage.Sqlite.Copies;

/// <summary>Reads a page of commits in the transaction that is open on a connection.</summary>
internal sealed class CommitReader(Connection connection)
{
    private readonly Dictionary<JobId, bool> _living = [];
    private readonly List<CopiedCommit> _commits = [];
    private readonly List<RunEvent> _events = [];

    /// <summary>The commits after a number, until the page is full.</summary>
    public CommitPage Read(long after, CommitPageSize size)
    {
        var entries = new EntryBatch(256);
        try
        {
            while (_commits.Count < size.Items && entries.Count + _events.Count < size.Items && entries.TextLength < size.Bytes)
            {
                if (Next(after) is not { } commit)
                {
                    return new CommitPage(_commits, entries, _events, connection.Scalar("SELECT next_commit - 1 FROM store") ?? 0, reachedEnd: true);
                }

                Read(commit, entries);
                after = commit.Number;
            }

            return new CommitPage(_commits, entries, _events, after, reachedEnd: false);
        }
        catch
        {
            entries.Dispose();
            throw;
        }
    }

    // A commit's row may be gone while a removal that it made still has to be told.
    private CopiedCommit? Next(long after)
    {
        var row = connection.Prepare("SELECT commit_no, committed_at FROM commits WHERE commit_no > ? ORDER BY commit_no LIMIT 1").Bind(1, after);
        CopiedCommit? next = row.Step() ? new CopiedCommit(row.Long(0), row.Long(1)) : null;
        row.Reset();
        var removal = connection.Prepare("SELECT commit_no, timestamp FROM removals WHERE commit_no > ? ORDER BY commit_no LIMIT 1").Bind(1, after);
        if (removal.Step() && (next is null || removal.Long(0) < next.Value.Number))
        {
            next = new CopiedCommit(removal.Long(0), removal.Long(1));
        }

        removal.Reset();
        return next;
    }

    private void Read(CopiedCommit commit, EntryBatch entries)
    {
        _commits.Add(commit);
        ReadEntries(commit.Number, entries);
        ReadEvents(EventRows.SelectStatusChange, EventRows.ReadStatusChange, commit.Number);
        ReadEvents(EventRows.SelectMetric, EventRows.ReadMetric, commit.Number);
        ReadRemovals(commit.Number);
    }

    private void ReadEntries(long commit, EntryBatch entries)
    {
        var row = connection.Prepare("SELECT ranges FROM commits WHERE commit_no = ?").Bind(1, commit);
        if (!row.Step())
        {
            return;
        }

        var ranges = row.Bytes(0);
        var job = default(JobId);
        while (CommitRanges.TryTake(ref ranges, ref job, out var span))
        {
            if (IsLiving(job))
            {
                EntryRows.FetchRange(connection, EntryKey.Of(job, span.FirstSeq), EntryKey.Of(job, span.LastSeq), entries);
            }
        }

        row.Reset();
    }

    private void ReadEvents(string select, Func<Statement, RunEvent> read, long commit)
    {
        var rows = connection.Prepare($"{select} WHERE commit_no = ? ORDER BY event").Bind(1, commit);
        while (rows.Step())
        {
            var happened = read(rows);
            if (IsLiving(happened.Job))
            {
                _events.Add(happened);
            }
        }
    }

    private void ReadRemovals(long commit)
    {
        var rows = connection.Prepare($"{EventRows.SelectRemoval} WHERE commit_no = ? AND (kind = 'job' OR spared IS NOT NULL) ORDER BY event").Bind(1, commit);
        while (rows.Step())
        {
            _events.Add(EventRows.ReadRemoval(rows));
        }
    }

    private bool IsLiving(JobId job)
    {
        if (!_living.TryGetValue(job, out var living))
        {
            var row = connection.Prepare("SELECT 1 FROM jobs WHERE job = ? AND deleted_at IS NULL").Bind(1, (long)job.Number);
            living = row.Step();
            row.Reset();
            _living.Add(job, living);
        }

        return living;
    }
}
