using JobLogs.Protocol.Problems;
using JobLogs.Storage;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Server.Copies.Verifying;

/// <summary>
/// Compares the copy with the database, job by job: every entry of both is read and hashed, status changes and metrics are counted. What
/// the copy says that it has is compared, so that being behind is no difference. A job that clean-up was in meanwhile is compared again.
/// </summary>
internal sealed class CopyVerifier(CopySources database, ICopyReader copy, IJobStore jobs, TimeProvider time)
{
    private const int PageEntries = 1_000;
    private const int Rounds = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private VerifyReport? _present;

    /// <summary>What the comparison that is under way has found so far; null when there is none.</summary>
    public VerifyReport? Present => Volatile.Read(ref _present);

    /// <summary>Compares one job, or all of them and what the copy has of no job. One at a time.</summary>
    /// <exception cref="StoreUnavailableException">One of the two doesn't answer.</exception>
    public async ValueTask<VerifyReport> VerifyAsync(JobId? only, CancellationToken cancellationToken)
    {
        var position = await CaughtUpAsync(cancellationToken);
        var held = await TallyAsync(position, cancellationToken);
        var report = new VerifyReport
        {
            Position = position,
            EntriesHeld = (only is { } job ? held.GetValueOrDefault(job, []) : held.Values.SelectMany(static ofJob => ofJob)).Sum(static tally => tally.Entries),
        };
        Volatile.Write(ref _present, report);
        try
        {
            await VerifyAsync(only, held, report, cancellationToken);
            return report;
        }
        finally
        {
            Volatile.Write(ref _present, null);
        }
    }

    private async ValueTask VerifyAsync(JobId? only, Dictionary<JobId, List<RunTally>> held, VerifyReport report, CancellationToken cancellationToken)
    {
        foreach (var job in only is { } one ? [one] : await JobsAsync(cancellationToken))
        {
            await VerifyAsync(job, held.GetValueOrDefault(job, []), report, cancellationToken);
            held.Remove(job);
        }

        if (only is null)
        {
            await AddStrangersAsync(held.Keys, report, cancellationToken);
        }
    }

    private async ValueTask VerifyAsync(JobId job, List<RunTally> held, VerifyReport report, CancellationToken cancellationToken)
    {
        for (var round = 1; ; round++)
        {
            var position = await PositionAsync(cancellationToken);
            var (ours, theirs) = (await OursAsync(job, position, report, cancellationToken), await TheirsAsync(job, position, cancellationToken));
            foreach (var tally in round == 1 && position == report.Position ? held : await TallyAsync(job, position, cancellationToken))
            {
                theirs.Note(tally);
            }

            RunId[] runs = [.. ours.Runs.Union(theirs.Runs).Order()];
            RunId[] different = [.. runs.Where(run => ours.Of(run) != theirs.Of(run))];
            if (different.Length > 0 && round < Rounds && await WasCleanedUpAsync(job, position, cancellationToken))
            {
                await Task.Delay(Patience, time, cancellationToken);
                continue;
            }

            report.Jobs++;
            report.Runs += runs.Length;
            report.Entries += ours.Entries;
            foreach (var run in different)
            {
                report.Add(new FoundDifference(job, run, ours.Of(run), theirs.Of(run), await HasLettersAsync(job, cancellationToken)));
            }

            return;
        }
    }

    // Then the database has less than it had at the position, or the copy has moved past it.
    private async ValueTask<bool> WasCleanedUpAsync(JobId job, long position, CancellationToken cancellationToken) =>
        (await database.Feed.LastCommitsAsync(LogScope.OfJob(job), cancellationToken)).Removal > position
        || await jobs.FindAsync(job, cancellationToken) is null;

    private async ValueTask<RunDigests> OursAsync(JobId job, long through, VerifyReport report, CancellationToken cancellationToken)
    {
        var digests = new RunDigests();
        await ReadAsync(job, digests, through, async query =>
        {
            var page = await database.Log.ReadAsync(query, cancellationToken);
            report.Read(page.Entries.Count);
            return page;
        });
        foreach (var tally in await database.Feed.TallyEventsAsync(job, through, cancellationToken))
        {
            digests.Note(tally);
        }

        return digests;
    }

    private async ValueTask<RunDigests> TheirsAsync(JobId job, long through, CancellationToken cancellationToken)
    {
        var digests = new RunDigests();
        await ReadAsync(job, digests, through, async query => Given(await copy.ReadAsync(query, through, cancellationToken)) ?? new EntryPage(new EntryBatch(0), null, hasMore: false));
        return digests;
    }

    private static async ValueTask ReadAsync(JobId job, RunDigests digests, long through, Func<LogQuery, ValueTask<EntryPage>> read)
    {
        Place? after = null;
        for (var more = true; more;)
        {
            using var page = await read(new LogQuery
            {
                Scope = LogScope.OfJob(job),
                After = after,
                Descending = false,
                Limit = PageEntries,
                Count = false,
            });
            for (var i = 0; i < page.Entries.Count; i++)
            {
                if (page.Entries[i].Commit <= through)
                {
                    digests.Add(page.Entries[i]);
                }
            }

            more = page.HasMore && page.Entries.Count > 0;
            after = more ? new Place(0, job, page.Entries[page.Entries.Count - 1].Seq, 0) : null;
        }
    }

    // What the copy has of jobs that the database doesn't know, once it has passed every deletion that there was.
    private async ValueTask AddStrangersAsync(IEnumerable<JobId> unexpected, VerifyReport report, CancellationToken cancellationToken)
    {
        var strangers = new HashSet<JobId>();
        foreach (var job in unexpected)
        {
            if (await jobs.FindAsync(job, cancellationToken) is null)
            {
                strangers.Add(job);
            }
        }

        if (strangers.Count == 0)
        {
            return;
        }

        var deletion = (await database.Feed.LastCommitsAsync(LogScope.All, cancellationToken)).Removal;
        for (var round = 1; round < Rounds && await PositionAsync(cancellationToken) < deletion; round++)
        {
            await Task.Delay(Patience, time, cancellationToken);
        }

        var held = await TallyAsync(await PositionAsync(cancellationToken), cancellationToken);
        foreach (var tally in strangers.Order().SelectMany(job => held.GetValueOrDefault(job, [])))
        {
            report.Add(new FoundDifference(
                tally.Job, tally.Run, default, new RunHoldings(tally.Entries, 0, tally.StatusChanges, tally.Metrics), DeadLetters: false));
        }
    }

    private async ValueTask<List<RunTally>> TallyAsync(JobId job, long through, CancellationToken cancellationToken) =>
        (await TallyAsync(through, cancellationToken)).GetValueOrDefault(job, []);

    private async ValueTask<Dictionary<JobId, List<RunTally>>> TallyAsync(long through, CancellationToken cancellationToken)
    {
        var held = new Dictionary<JobId, List<RunTally>>();
        (JobId, RunId)? after = null;
        for (var more = true; more;)
        {
            var page = Given(await copy.TallyAsync(after, PageEntries, through, cancellationToken)) ?? [];
            foreach (var tally in page)
            {
                if (!held.TryGetValue(tally.Job, out var ofJob))
                {
                    held.Add(tally.Job, ofJob = []);
                }

                ofJob.Add(tally);
            }

            more = page.Count == PageEntries;
            after = more ? (page[^1].Job, page[^1].Run) : null;
        }

        return held;
    }

    // What was committed before somebody asked is better compared too.
    private async ValueTask<long> CaughtUpAsync(CancellationToken cancellationToken)
    {
        var last = (await database.Feed.LagAsync(0, cancellationToken)).LastCommit;
        for (var round = 1; ; round++)
        {
            var state = await database.States.FindAsync(KnownCopies.Elasticsearch, cancellationToken);
            if (state?.Position >= last || round >= Rounds)
            {
                return await PositionAsync(cancellationToken);
            }

            await Task.Delay(Patience, time, cancellationToken);
        }
    }

    private async ValueTask<long> PositionAsync(CancellationToken cancellationToken) =>
        await database.States.FindAsync(KnownCopies.Elasticsearch, cancellationToken) is { Position: >= 0 } state
            ? state.Position
            : throw new StoreUnavailableException(ProblemCodes.CopyBehind, "The copy is being made; verify it when GET /api/stores says that it is there.");

    private async ValueTask<IReadOnlyList<JobId>> JobsAsync(CancellationToken cancellationToken) =>
        [.. (await jobs.ListAsync(new JobQuery(EnabledOnly: false, Search: null, Skip: 0, Limit: int.MaxValue), cancellationToken)).Items.Select(job => job.Id)];

    private ValueTask<bool> HasLettersAsync(JobId job, CancellationToken cancellationToken) =>
        database.States.HasDeadLettersAsync(KnownCopies.Elasticsearch, job, cancellationToken);

    // Null where there is no index: then the copy has nothing.
    private static T? Given<T>(CopyAnswer<T> answer)
        where T : class => answer.TryGet(out var value) || answer.Missing!.Reason == NoAnswerReason.NoIndex
        ? value
        : throw new StoreUnavailableException(ProblemCodes.CopyUnavailable, $"The copy has no answer: {answer.Missing!.Detail}");
}
