using System.Text;
using JobLogs.Server.Alerts.Rules;
using JobLogs.Storage;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Server.Alerts.Watching;

/// <summary>
/// Entries that match a rule's filter, counted by their timestamps in a window that slides. What was counted before this server watched is read from
/// the database when it is first needed, so that a restart forgets nothing.
/// </summary>
internal sealed class MatchWatch(ILogStore log, IAlertStore alerts)
{
    private const int MaxMessageBytes = 300;

    private readonly Dictionary<(long Rule, long FromCommit, JobId Job), MatchWindow> _windows = [];

    /// <summary>The entries of a page that rules count, in their order.</summary>
    public static List<MatchedEntry> Find(EntryBatch entries, IReadOnlyList<WatchedRule> rules)
    {
        var found = new List<MatchedEntry>();
        for (var index = 0; index < entries.Count; index++)
        {
            var entry = entries[index];
            foreach (var rule in rules)
            {
                if (rule.Matcher is { } matcher && rule.Watches(entry.Job, entry.Commit) && matcher.Matches(entry))
                {
                    var message = entry.Message.Length <= MaxMessageBytes ? entry.Message : entry.Message[..MaxMessageBytes];
                    found.Add(new MatchedEntry(
                        rule, new Place(entry.Commit, entry.Job, entry.Seq, 0), entry.Run, entry.TimestampMicros, Encoding.UTF8.GetString(message)));
                }
            }
        }

        return found;
    }

    /// <summary>Counts an entry.</summary>
    public async ValueTask SeeAsync(MatchedEntry entry, Sightings sightings, CancellationToken cancellationToken)
    {
        var (rule, job) = (entry.Rule, entry.Place.Job);
        if (sightings.IsFiring(rule, job))
        {
            return;
        }

        var key = (rule.Rule.Number, rule.Rule.FromCommit, job);
        if (!_windows.TryGetValue(key, out var window))
        {
            window = await LoadAsync(entry, cancellationToken);
            _windows[key] = window;
        }

        if (window.Add(entry.TimestampMicros))
        {
            var conditions = rule.Conditions;
            sightings.Fire(
                rule,
                job,
                entry.Run,
                entry.TimestampMicros,
                AlertSentences.Matched(conditions.MoreThan!.Value + 1, conditions.WindowSeconds!.Value * 1_000_000L, entry.Message));
        }
    }

    /// <summary>The alert has ended: counting begins anew.</summary>
    public void Ended(WatchedRule rule, JobId job)
    {
        if (rule.Type == RuleTypes.LogMatch)
        {
            _windows[(rule.Rule.Number, rule.Rule.FromCommit, job)] = Empty(rule);
        }
    }

    /// <summary>Begins anew.</summary>
    public void Clear() => _windows.Clear();

    private static MatchWindow Empty(WatchedRule rule) =>
        new(rule.Conditions.MoreThan!.Value + 1, rule.Conditions.WindowSeconds!.Value * 1_000_000L);

    private async ValueTask<MatchWindow> LoadAsync(MatchedEntry first, CancellationToken cancellationToken)
    {
        var (rule, window) = (first.Rule, Empty(first.Rule));
        if (rule.Conditions.MoreThan == 0)
        {
            return window;
        }

        var subject = await alerts.FindSubjectAsync(rule.Rule.Number, first.Place.Job, cancellationToken);
        var filter = rule.Matcher!.Filter;
        var start = first.TimestampMicros - (rule.Conditions.WindowSeconds!.Value * 1_000_000L);
        using var before = await log.ReadAsync(
            new LogQuery
            {
                Scope = LogScope.OfJob(first.Place.Job),
                Filter = filter with
                {
                    FromSeq = Math.Max(filter.FromSeq ?? 0, (subject?.CountedAfter ?? 0) + 1),
                    StartMicros = Math.Max(filter.StartMicros ?? 0, start),
                },
                Before = first.Place,
                Limit = rule.Conditions.MoreThan!.Value,
                Store = LogStoreKind.Database,
                Count = false,
            },
            cancellationToken);
        for (var index = before.Entries.Count - 1; index >= 0; index--)
        {
            if (before.Entries[index].Commit > rule.Rule.FromCommit)
            {
                window.Add(before.Entries[index].TimestampMicros);
            }
        }

        return window;
    }
}
