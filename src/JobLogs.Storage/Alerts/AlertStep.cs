namespace JobLogs.Storage.Alerts;

/// <summary>What an observation comes to.</summary>
/// <param name="Kind">What becomes of the alert.</param>
/// <param name="Subject">Where the rule stands with the job afterwards; of one that opened, but for the new alert's number.</param>
/// <param name="Tells">Whether it goes into the outbox now.</param>
public sealed record AlertStep(AlertStepKind Kind, AlertSubject Subject, bool Tells)
{
    /// <summary>What an observation comes to.</summary>
    public static AlertStep Of(AlertSubject subject, AlertObservation seen, AlertRule rule, long now)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(seen);
        ArgumentNullException.ThrowIfNull(rule);
        return (seen.Fires, subject.Firing) switch
        {
            (true, true) => new AlertStep(AlertStepKind.Repeated, subject with { Run = seen.Run ?? subject.Run }, Tells: false),
            (true, false) => Tell(AlertStepKind.Opened, subject with { Firing = true, Run = seen.Run, FiredAt = seen.At }, rule, now),
            (false, true) => Tell(AlertStepKind.Closed, subject with { Firing = false, CountedAfter = Math.Max(subject.CountedAfter, seen.AfterSeq) }, rule, now),
            _ => new AlertStep(AlertStepKind.None, subject, Tells: false),
        };
    }

    /// <summary>What the end of the quiet time comes to: those who were told something else are told what is so.</summary>
    public static AlertStep AtEndOfQuiet(AlertSubject subject, long now)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return subject.DueAt > now
            ? new AlertStep(AlertStepKind.None, subject, Tells: false)
            : new AlertStep(AlertStepKind.None, Told(subject, now), subject.Firing != subject.ToldFiring);
    }

    private static AlertStep Tell(AlertStepKind kind, AlertSubject subject, AlertRule rule, long now)
    {
        if (!subject.Firing && !rule.NotifyRecovered)
        {
            // Nobody asked for it, so nobody waits for it either.
            return new AlertStep(kind, subject with { ToldFiring = false, DueAt = null }, Tells: false);
        }

        if (subject.Firing == subject.ToldFiring)
        {
            return new AlertStep(kind, subject with { DueAt = null }, Tells: false);
        }

        var quietUntil = subject.ToldAt + (rule.QuietSeconds * 1_000_000L);
        return quietUntil > now
            ? new AlertStep(kind, subject with { DueAt = quietUntil }, Tells: false)
            : new AlertStep(kind, Told(subject, now), Tells: true);
    }

    private static AlertSubject Told(AlertSubject subject, long now) => subject.Firing == subject.ToldFiring
        ? subject with { DueAt = null }
        : subject with { ToldFiring = subject.Firing, ToldAt = now, DueAt = null };
}
