using JobLogs.Storage.Model;
using JobLogs.Storage.Others;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.PostgreSql.Reading;
using JobLogs.Storage.PostgreSql.Runs;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Others;

/// <summary>Reads whole commits, in one snapshot and two or three round trips.</summary>
internal sealed class CommitPages
{
    // Rows that a page looks at: few enough that it is short also where its jobs are not in them.
    private const int MostCommits = 1_000;

    private readonly CommitsAsked _asked;
    private readonly HashSet<JobId>? _jobs;
    private readonly List<EntryKey> _keys = [];
    private readonly List<RunEvent> _events = [];
    private readonly List<(long Commit, int Entries)> _commits = [];
    private bool _more;

    private CommitPages(CommitsAsked asked)
    {
        _asked = asked;
        _jobs = asked.Jobs is null ? null : [.. asked.Jobs];
    }

    /// <summary>A page.</summary>
    public static async ValueTask<CommittedPage> ReadAsync(Reader reader, JobDays days, CommitsAsked asked, CancellationToken cancellationToken)
    {
        var page = new CommitPages(asked);
        var (through, reachedEnd) = await page.ReadRowsAsync(reader, cancellationToken);
        var entries = new EntryBatch(Math.Max(page._keys.Count, 1));
        try
        {
            await new PostgresLogSnapshot(reader, days).FetchAsync(page._keys.ToArray(), entries, cancellationToken);
        }
        catch
        {
            entries.Dispose();
            throw;
        }

        return new CommittedPage(entries, page._events, through, reachedEnd);
    }

    private async ValueTask<(long Through, bool ReachedEnd)> ReadRowsAsync(Reader reader, CancellationToken cancellationToken)
    {
        await using var rows = await reader.QueryAsync(
            cancellationToken,
            new Statement("SELECT next_commit - 1 FROM store"),
            new Statement("SELECT commit_no, ranges FROM commits WHERE commit_no > $1 ORDER BY commit_no LIMIT $2").With(_asked.After).With(MostCommits),
            Events(EventRows.SelectStatusChange, "true"),
            Events(EventRows.SelectMetric, "true"),
            Events(EventRows.SelectRemoval, "kind = 'job'"));
        await rows.ReadAsync(cancellationToken);
        var last = rows.GetInt64(0);
        await rows.NextResultAsync(cancellationToken);
        await ReadCommitsAsync(rows, cancellationToken);
        foreach (var read in new Func<NpgsqlDataReader, RunEvent>[] { EventRows.ReadStatusChange, EventRows.ReadMetric, EventRows.ReadJobRemoved })
        {
            await rows.NextResultAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                _events.Add(read(rows));
            }
        }

        _events.Sort(static (left, right) => left.Event.CompareTo(right.Event));
        return Cut(last);
    }

    /// <summary>Notes what the commits wrote, until the page is full of entries.</summary>
    private async ValueTask ReadCommitsAsync(NpgsqlDataReader rows, CancellationToken cancellationToken)
    {
        while (await rows.ReadAsync(cancellationToken))
        {
            if (_keys.Count >= _asked.Items)
            {
                _more = true;
                return;
            }

            ReadOnlySpan<byte> ranges = rows.GetFieldValue<byte[]>(1);
            var job = default(JobId);
            while (CommitRanges.TryTake(ref ranges, ref job, out var span))
            {
                for (var seq = span.FirstSeq; seq <= span.LastSeq && _jobs?.Contains(job) != false; seq++)
                {
                    _keys.Add(EntryKey.Of(job, seq));
                }
            }

            _commits.Add((rows.GetInt64(0), _keys.Count));
        }

        _more = _commits.Count == MostCommits;
    }

    /// <summary>Ends the page with the commit that makes it full.</summary>
    /// <param name="last">The last commit of all.</param>
    private (long Through, bool ReachedEnd) Cut(long last)
    {
        var events = 0;
        for (var index = 0; index < _commits.Count; index++)
        {
            var (commit, entries) = _commits[index];
            while (events < _events.Count && _events[events].Commit <= commit)
            {
                events++;
            }

            var isLast = index + 1 == _commits.Count;
            if ((isLast && _more) || (!isLast && entries + events >= _asked.Items))
            {
                _keys.RemoveRange(entries, _keys.Count - entries);
                _events.RemoveRange(events, _events.Count - events);
                return (commit, false);
            }
        }

        return (last, true);
    }

    // The events of the same commits: each that has events has its row in commits.
    private Statement Events(string select, string condition)
    {
        var statement = new Statement($"""
            {select}
            WHERE {condition} AND commit_no > $1
              AND commit_no <= (SELECT max(commit_no) FROM (SELECT commit_no FROM commits WHERE commit_no > $1 ORDER BY commit_no LIMIT $2) these)
              {(_asked.Jobs is null ? "" : "AND job = ANY ($3)")}
            """).With(_asked.After).With(MostCommits);
        return _asked.Jobs is { } jobs ? statement.With(jobs.Select(job => job.Number)) : statement;
    }
}
