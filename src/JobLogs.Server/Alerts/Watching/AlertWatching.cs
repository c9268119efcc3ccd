using JobLogs.Server.Alerts.Rules;
using JobLogs.Server.Http;
using JobLogs.Server.Ingest;
using JobLogs.Storage;
using JobLogs.Storage.Alerts;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Alerts.Watching;

/// <summary>
/// Watches, a turn at a time:
/// <list type="number">
/// <item>read the rules and what fires, of one moment;</item>
/// <item>read a page of commits after the position, and look at what they wrote, in their order;</item>
/// <item>at the end of the commits, look at the clock;</item>
/// <item>note what was seen in one commit: alerts, outbox and position together.</item>
/// </list>
/// Where a turn is cut short, the next begins at the position that was kept, and sees the same again. What nobody has to learn moves the position only in
/// memory, so that watching costs no writes while nothing is wrong.
/// </summary>
internal sealed partial class AlertWatching(
    IAlertStore alerts,
    ICommitFeed feed,
    IStoreQueue queue,
    AlertLease lease,
    StatusWatch statuses,
    TimeWatch times,
    MatchWatch matches,
    SilenceWatch silence,
    RunDurations durations,
    AlertMetrics metrics,
    OutboxSignal outbox,
    FilterReader filters,
    TimeProvider time,
    IOptions<AlertsOptions> options,
    ILogger<AlertWatching> logger)
{
    private const int PageBytes = 4 << 20;

    private readonly CommitPageSize _size = new(options.Value.BatchItems, PageBytes);
    private readonly HashSet<long> _unreadable = [];
    private long _position;

    /// <summary>Does a part of the work that is bounded by the size of a page.</summary>
    /// <exception cref="StoreUnavailableException">The database is away; another turn may do it.</exception>
    public async Task<WatchTurn> TurnAsync(CancellationToken cancellationToken)
    {
        try
        {
            var book = await alerts.BookAsync(cancellationToken);
            metrics.Seen(book);
            if (book is { Rules.Count: 0, Subjects.Count: 0, Notifications.Waiting: 0 } && lease.Token is null)
            {
                return WatchTurn.Idle;
            }

            return await HoldAsync(book, cancellationToken) ? await WatchAsync(book, cancellationToken) : WatchTurn.Standby;
        }
        catch
        {
            // Nobody knows what was kept: it is read anew.
            lease.Lose();
            throw;
        }
    }

    private async ValueTask<bool> HoldAsync(AlertBook book, CancellationToken cancellationToken)
    {
        if (lease.Token is { } token && token == book.Lease?.FencingToken && book.Lease.Owner is not null)
        {
            return true;
        }

        if (await lease.TakeAsync(cancellationToken) is not { } taken)
        {
            return false;
        }

        _position = taken.Position;
        matches.Clear();
        silence.Clear();
        durations.Clear();
        return true;
    }

    private async ValueTask<WatchTurn> WatchAsync(AlertBook book, CancellationToken cancellationToken)
    {
        WatchedRule[] rules = [.. book.Rules.Select(Read)];
        var sightings = new Sightings(book.Subjects);
        var (through, reachedEnd) = await ReadAsync(rules, sightings, cancellationToken);
        if (reachedEnd)
        {
            await times.LookAsync(rules, sightings, time.NowMicros(), cancellationToken);
        }

        if (sightings.Seen.Count > 0 || lease.IsToBeRenewed || book.Subjects.Any(subject => subject.DueAt <= time.NowMicros()))
        {
            if (!await KeepAsync(through, sightings, cancellationToken))
            {
                return WatchTurn.Standby;
            }
        }

        _position = through;
        return reachedEnd ? WatchTurn.AtEnd : WatchTurn.More;
    }

    private WatchedRule Read(AlertRule rule)
    {
        var watched = WatchedRule.Of(rule, filters);
        if (watched.Fault is { } fault && _unreadable.Add(rule.Number))
        {
            Log.Unreadable(logger, rule.Name, fault);
        }

        return watched;
    }

    private async ValueTask<bool> KeepAsync(long through, Sightings sightings, CancellationToken cancellationToken)
    {
        var advance = await queue.SubmitAsync(
            new AdvanceAlerts(lease.Token ?? 0, through) { LeaseUntil = lease.Until, Observations = sightings.Seen }, cancellationToken);
        if (advance.Refusal != Refusal.None)
        {
            lease.Lose();
            return false;
        }

        lease.Renewed();
        metrics.Changed(advance.Changed);
        outbox.Set();
        return true;
    }

    // Entries are read only where a rule counts them.
    private async ValueTask<(long Through, bool ReachedEnd)> ReadAsync(WatchedRule[] rules, Sightings sightings, CancellationToken cancellationToken)
    {
        if (rules.Length == 0)
        {
            return (_position, true);
        }

        var after = Math.Max(_position, rules.Min(rule => rule.Rule.FromCommit));
        if (Array.Exists(rules, rule => rule.Type == RuleTypes.LogMatch))
        {
            using var page = await feed.ReadAsync(after, _size, cancellationToken);
            await SeeAsync(page.Events.OfType<StatusChanged>(), MatchWatch.Find(page.Entries, rules), rules, sightings, cancellationToken);
            return (page.Through, page.ReachedEnd);
        }

        var changes = await alerts.StatusChangesAsync(after, options.Value.BatchItems, cancellationToken);
        await SeeAsync(changes.Changes, [], rules, sightings, cancellationToken);
        return (changes.Through, changes.ReachedEnd);
    }

    // Of a commit the entries first, then the changes of status.
    private async ValueTask SeeAsync(
        IEnumerable<StatusChanged> changes, List<MatchedEntry> entries, WatchedRule[] rules, Sightings sightings, CancellationToken cancellationToken)
    {
        var next = 0;
        foreach (var change in changes)
        {
            for (; next < entries.Count && entries[next].Place.Commit <= change.Commit; next++)
            {
                await matches.SeeAsync(entries[next], sightings, cancellationToken);
            }

            await statuses.SeeAsync(change, rules, sightings, cancellationToken);
        }

        for (; next < entries.Count; next++)
        {
            await matches.SeeAsync(entries[next], sightings, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The alert rule '{Rule}' counts no entry: its filter can't be read here. {Fault}")]
        public static partial void Unreadable(ILogger logger, string rule, string fault);
    }
}
