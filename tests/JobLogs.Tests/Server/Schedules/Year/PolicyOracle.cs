using JobLogs.Server.Schedules;
using JobLogs.Storage.Model;

namespace JobLogs.Tests.Server.Schedules.Year;

/// <summary>
/// Says what must become of each occurrence of one job: docs/policies.md once more, in plain steps over a list in memory, job by
/// job and without a database. Of the server it takes one thing, the length of each delay by jitter.
/// </summary>
internal sealed class PolicyOracle(YearJob job, JobId id, IReadOnlyList<long> occurrences)
{
    public const int MaxQueued = 3;
    public const int MaxParallel = 2;
    public const int MaxMissed = 5;

    private const long Late = 10_000_000;

    private readonly List<ExpectedRun> _runs = [];
    private int _next;

    /// <summary>All its runs, in the order in which they were made.</summary>
    public IReadOnlyList<ExpectedRun> Play(DateTimeOffset end)
    {
        var restarts = new Queue<DateTimeOffset>(Outages.Down.Select(span => span.To));
        var back = new Queue<long>(Outages.Down.Append(Outages.Full).Select(span => Clock.ToMicros(span.To)).Order());
        var now = 0L;
        while (NextMoment(now, back) is { } moment && moment <= Clock.ToMicros(end))
        {
            now = moment;
            var time = Clock.FromMicros(now);
            if (back.TryPeek(out var isBack) && isBack == now)
            {
                back.Dequeue();
            }

            if (Outages.IsAway(time))
            {
                continue;
            }

            while (restarts.TryPeek(out var restart) && restart <= time)
            {
                restarts.Dequeue();
                foreach (var lost in _runs.Where(run => run.Status == RunStatus.Running))
                {
                    (lost.Status, lost.FinishedAt) = (RunStatus.Interrupted, now);
                }
            }

            Step(now);
        }

        return _runs;
    }

    private long? NextMoment(long now, Queue<long> back)
    {
        var moments = _runs.Where(run => run.Status == RunStatus.Running).Select(EndOf)
            .Concat(_runs.Where(run => run.Status == RunStatus.Pending).Select(run => run.ReadyAt))
            .Concat(occurrences.Skip(_next).Where(at => at > now).Take(1))
            .Concat(back.Take(1))
            .Where(at => at > now);
        return moments.Select(at => (long?)at).Min();
    }

    private void Step(long now)
    {
        foreach (var done in _runs.Where(run => run.Status == RunStatus.Running && EndOf(run) <= now))
        {
            (done.Status, done.FinishedAt) = (RunStatus.Completed, now);
        }

        while (_next < occurrences.Count && occurrences[_next] <= now)
        {
            Fire(now);
        }

        foreach (var replaced in _runs.Where(run => run.IsReplaced && !run.IsOver))
        {
            (replaced.Status, replaced.FinishedAt) = (RunStatus.Cancelled, now);
        }

        foreach (var run in _runs.Where(run => run.Status == RunStatus.Pending && run.ReadyAt <= now))
        {
            if (!run.Waits || _runs.TakeWhile(older => older != run).All(older => older.IsOver))
            {
                (run.Status, run.StartedAt) = (RunStatus.Running, now);
            }
        }
    }

    private void Fire(long now)
    {
        var due = occurrences[_next];
        if (now - due <= Late)
        {
            _next++;
            var delay = Jitter.Seconds(id, due, job.Definition.JitterSeconds) * 1_000_000L;
            Make(due, RunTrigger.Schedule, "", now, job.Definition.JitterSeconds > 0 ? due + delay : now);
            return;
        }

        switch (job.Definition.Misfire)
        {
            case "skip":
                var missed = occurrences.Skip(_next).TakeWhile(at => now - at > Late).ToList();
                _next += missed.Count;
                _runs.Add(new ExpectedRun(missed[^1], RunTrigger.Schedule, "misfire: skip") { Status = RunStatus.Skipped, FinishedAt = now });
                break;
            case "all":
                var all = occurrences.Skip(_next).TakeWhile(at => at <= now).ToList();
                _next += all.Count;
                var made = all.TakeLast(MaxMissed).ToList();
                for (var index = 0; index < made.Count; index++)
                {
                    MakeUpFor(made[index], $"misfire: all; {index + 1} of {made.Count}", now);
                }

                break;
            default:
                var last = occurrences.Skip(_next).TakeWhile(at => at <= now).ToList();
                _next += last.Count;
                Make(last[^1], RunTrigger.CatchUp, "misfire: once", now, now);
                break;
        }
    }

    private void MakeUpFor(long due, string rule, long now)
    {
        var unfinished = _runs.Count(run => !run.IsOver);
        _runs.Add(unfinished >= MaxQueued + MaxMissed
            ? new ExpectedRun(due, RunTrigger.CatchUp, "misfire: all") { Status = RunStatus.Skipped, FinishedAt = now }
            : new ExpectedRun(due, RunTrigger.CatchUp, rule) { ReadyAt = now, Waits = unfinished > 0 });
    }

    private void Make(long due, RunTrigger trigger, string rule, long now, long readyAt)
    {
        var unfinished = _runs.Where(run => !run.IsOver).ToList();
        var concurrency = job.Definition.Concurrency;
        var says = $"concurrency: {concurrency}";
        var most = concurrency switch { "skip" => 1, "queue" => MaxQueued + 1, "allow" => MaxParallel, _ => int.MaxValue };
        if (unfinished.Count >= most)
        {
            _runs.Add(new ExpectedRun(due, trigger, says) { Status = RunStatus.Skipped, FinishedAt = now });
            return;
        }

        var follows = unfinished.Count > 0 && concurrency is ("queue" or "replace");
        if (concurrency == "replace")
        {
            foreach (var old in unfinished)
            {
                old.IsReplaced = true;
                if (old.Status == RunStatus.Pending)
                {
                    (old.Status, old.FinishedAt) = (RunStatus.Cancelled, now);
                }
            }
        }

        _runs.Add(new ExpectedRun(due, trigger, rule.Length == 0 && follows ? says : rule) { ReadyAt = readyAt, Waits = follows });
    }

    private long EndOf(ExpectedRun run) => run.StartedAt!.Value + job.DurationOf(run.ScheduledAt);
}
