using JobLogs.Storage.Alerts;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Alerts;

/// <summary>How what a rule has of a job lies in its table.</summary>
internal static class SubjectRows
{
    private const string Select = """
        SELECT s.rule, s.job, s.alert, s.firing, a.run, coalesce(a.fired_at, 0), s.told_firing, s.told_at, s.due_at, s.counted_after
        FROM alert_subjects s LEFT JOIN alerts a ON a.alert = s.alert
        """;

    /// <summary>Asks for those of which an alert fires or something waits.</summary>
    public static Statement Open() => new($"{Select} WHERE s.firing OR s.due_at IS NOT NULL");

    /// <summary>Asks for a subject.</summary>
    public static Statement Find(long rule, JobId job) => new Statement($"{Select} WHERE s.rule = $1 AND s.job = $2").With(rule).With(job.Number);

    /// <summary>The subject in the current row.</summary>
    public static AlertSubject Read(NpgsqlDataReader row) => new(row.GetInt64(0), new JobId(row.GetInt32(1)))
    {
        Alert = row.GetInt64(2),
        Firing = row.GetBoolean(3),
        Run = row.LongOrNull(4) is { } run ? new RunId(run) : null,
        FiredAt = row.GetInt64(5),
        ToldFiring = row.GetBoolean(6),
        ToldAt = row.LongOrNull(7),
        DueAt = row.LongOrNull(8),
        CountedAfter = row.GetInt64(9),
    };

    /// <summary>Keeps one.</summary>
    public static Statement Save(AlertSubject subject) => new Statement("""
        INSERT INTO alert_subjects (rule, job, alert, firing, told_firing, told_at, due_at, counted_after) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (rule, job) DO UPDATE SET alert = $3, firing = $4, told_firing = $5, told_at = $6, due_at = $7, counted_after = $8
        """)
        .With(subject.Rule).With(subject.Job.Number).With(subject.Alert).With(subject.Firing)
        .With(subject.ToldFiring).With(subject.ToldAt).With(subject.DueAt).With(subject.CountedAfter);
}
