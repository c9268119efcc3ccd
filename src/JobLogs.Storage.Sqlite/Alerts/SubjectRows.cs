using JobLogs.Storage.Alerts;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Alerts;

/// <summary>How what a rule has of a job lies in its table.</summary>
internal static class SubjectRows
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order.</summary>
    public const string Select = """
        SELECT s.rule, s.job, s.alert, s.firing, a.run, coalesce(a.fired_at, 0), s.told_firing, s.told_at, s.due_at, s.counted_after
        FROM alert_subjects s LEFT JOIN alerts a ON a.alert = s.alert
        """;

    /// <summary>The subject in the current row.</summary>
    public static AlertSubject Read(Statement row) => new(row.Long(0), new JobId(row.Int(1)))
    {
        Alert = row.Long(2),
        Firing = row.Long(3) != 0,
        Run = row.LongOrNull(4) is { } run ? new RunId(run) : null,
        FiredAt = row.Long(5),
        ToldFiring = row.Long(6) != 0,
        ToldAt = row.LongOrNull(7),
        DueAt = row.LongOrNull(8),
        CountedAfter = row.Long(9),
    };

    /// <summary>The subject, or null.</summary>
    public static AlertSubject? Find(Connection connection, long rule, JobId job) =>
        Rows.First(connection.Prepare($"{Select} WHERE s.rule = ? AND s.job = ?").Bind(1, rule).Bind(2, (long)job.Number), Read);

    /// <summary>Those of which an alert fires or something waits.</summary>
    public static List<AlertSubject> Open(Connection connection) =>
        Rows.All(connection.Prepare($"{Select} WHERE s.firing = 1 OR s.due_at IS NOT NULL"), Read);

    /// <summary>Keeps one.</summary>
    public static void Save(Connection connection, AlertSubject subject) => connection
        .Prepare("""
            INSERT INTO alert_subjects (rule, job, alert, firing, told_firing, told_at, due_at, counted_after) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            ON CONFLICT (rule, job) DO UPDATE SET alert = ?3, firing = ?4, told_firing = ?5, told_at = ?6, due_at = ?7, counted_after = ?8
            """)
        .Bind(1, subject.Rule).Bind(2, (long)subject.Job.Number).Bind(3, subject.Alert).Bind(4, subject.Firing ? 1 : 0)
        .Bind(5, subject.ToldFiring ? 1 : 0).Bind(6, subject.ToldAt).Bind(7, subject.DueAt).Bind(8, subject.CountedAfter)
        .Run();
}
