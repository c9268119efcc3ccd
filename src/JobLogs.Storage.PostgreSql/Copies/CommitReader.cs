using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.PostgreSql.Reading;
using JobLogs.Storage.PostgreSql.Runs;

namespace JobLogs.Storage.PostgreSql.Copies;

/// <summary>
/// Reads a page of commits in a snapshot, in few round trips: which commits there are and how much each wrote, then the entries of as many
/// as the page holds, then their events.
/// </summary>
internal sealed class CommitReader(Reader reader, PostgresLogSnapshot snapshot)
{
    // Entries between two looks at how many bytes there are.
    private const int KeysTogether = 1_000;

    private readonly Dictionary<JobId, bool> _living = [];
    private readonly List<EntryKey> _keys = [];

    /// <summary>The commits after a number, until the page is full.</summary>
    public async ValueTask<CommitPage> ReadAsync(long after, CommitPageSize size, CancellationToken cancellationToken)
    {
        var found = await ListAsync(after, size.Items, cancellationToken);
        var entries = new EntryBatch(256);
        try
        {
            var taken = await TakeAsync(found, size, entries, cancellationToken);
            var isLast = taken == found.Count && found.Count < size.Items;
            var through = isLast ? await LastAsync(cancellationToken) : found[taken - 1].Commit.Number;
            var events = await EventsAsync(after, through, cancellationToken);
            return new CommitPage(Commits(found, taken, events), entries, events, through, isLast);
        }
        catch
        {
            entries.Dispose();
            throw;
        }
    }

    private async ValueTask<List<FoundCommit>> ListAsync(long after, int most, CancellationToken cancellationToken) => await reader.ListAsync(
        new Statement("""
            SELECT commit_no, committed_at, ranges,
                   (SELECT count(*) FROM status_changes s WHERE s.commit_no = c.commit_no) + (SELECT count(*) FROM metrics m WHERE m.commit_no = c.commit_no)
            FROM commits c WHERE commit_no > $1 ORDER BY commit_no LIMIT $2
            """).With(after).With(most),
        static row => new FoundCommit(
            new CopiedCommit(row.GetInt64(0), row.GetInt64(1)), row.GetFieldValue<byte[]>(2), row.GetInt64(3)),
        cancellationToken);

    // How many of the commits the page holds; at least one, if there is one.
    private async ValueTask<int> TakeAsync(List<FoundCommit> found, CommitPageSize size, EntryBatch entries, CancellationToken cancellationToken)
    {
        var (taken, items) = (0, 0L);
        while (taken < found.Count && items < size.Items && entries.TextLength < size.Bytes)
        {
            items += found[taken].Events + await AddKeysAsync(found[taken].Ranges, cancellationToken);
            taken++;

            // A small page is looked at after each commit, so that it stays small.
            if (_keys.Count >= Math.Min(KeysTogether, size.Bytes / 1024) || taken == found.Count || items >= size.Items)
            {
                await snapshot.FetchAsync(_keys.ToArray(), entries, cancellationToken);
                _keys.Clear();
            }
        }

        return taken;
    }

    private async ValueTask<long> AddKeysAsync(byte[] ranges, CancellationToken cancellationToken)
    {
        var before = _keys.Count;
        foreach (var span in Spans(ranges))
        {
            var end = await IsLivingAsync(span.Job, cancellationToken) ? span.LastSeq : 0;
            for (var seq = span.FirstSeq; seq <= end; seq++)
            {
                _keys.Add(EntryKey.Of(span.Job, seq));
            }
        }

        return _keys.Count - before;
    }

    private static List<SeqSpan> Spans(ReadOnlySpan<byte> ranges)
    {
        var spans = new List<SeqSpan>();
        var job = default(JobId);
        while (CommitRanges.TryTake(ref ranges, ref job, out var span))
        {
            spans.Add(span);
        }

        return spans;
    }

    private async ValueTask<bool> IsLivingAsync(JobId job, CancellationToken cancellationToken)
    {
        if (!_living.TryGetValue(job, out var living))
        {
            living = await snapshot.FindJobAsync(job, cancellationToken) is not null;
            _living.Add(job, living);
        }

        return living;
    }

    private async ValueTask<List<RunEvent>> EventsAsync(long after, long through, CancellationToken cancellationToken)
    {
        const string Within = "commit_no > $1 AND commit_no <= $2";
        const string Living = "job IN (SELECT job FROM jobs WHERE deleted_at IS NULL)";
        var events = new List<RunEvent>();
        events.AddRange(await reader.ListAsync(
            new Statement($"{EventRows.SelectStatusChange} WHERE {Within} AND {Living}").With(after).With(through), EventRows.ReadStatusChange, cancellationToken));
        events.AddRange(await reader.ListAsync(
            new Statement($"{EventRows.SelectMetric} WHERE {Within} AND {Living}").With(after).With(through), EventRows.ReadMetric, cancellationToken));
        events.AddRange(await reader.ListAsync(
            new Statement($"{EventRows.SelectRemoval} WHERE {Within} AND (kind = 'job' OR spared IS NOT NULL)").With(after).With(through),
            EventRows.ReadRemoval,
            cancellationToken));
        events.Sort(static (left, right) => left.Event.CompareTo(right.Event));
        return events;
    }

    // A commit's row may be gone while a removal that it made still has to be told.
    private static List<CopiedCommit> Commits(List<FoundCommit> found, int taken, List<RunEvent> events) =>
        [.. found.Take(taken).Select(one => one.Commit)
            .UnionBy(
                events.Where(one => one is JobRemoved or EntriesRemoved).Select(one => new CopiedCommit(one.Commit, one.TimestampMicros)),
                commit => commit.Number)
            .OrderBy(commit => commit.Number)];

    private async ValueTask<long> LastAsync(CancellationToken cancellationToken) =>
        await reader.ScalarAsync(new Statement("SELECT next_commit - 1 FROM store"), cancellationToken) ?? 0;
}
