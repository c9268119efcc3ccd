using JobLogs.Storage.Alerts;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;
using JobLogs.Storage.Sqlite.Runs;

namespace JobLogs.Storage.Sqlite.Alerts;

/// <summary>What whoever watches reads.</summary>
internal static class WatchRows
{
    /// <summary>Who watches; null when nobody ever did.</summary>
    public static AlertsLease? Lease(Connection connection) => Rows.First(
        connection.Prepare("SELECT position, owner, fencing_token, lease_until FROM alert_watch"),
        static row => new AlertsLease(row.Long(0), row.TextOrNull(1), row.Int(2), row.LongOrNull(3)));

    /// <summary>All that whoever watches has to know.</summary>
    public static AlertBook Book(Connection connection) => new(
        Lease(connection),
        Rows.All(connection.Prepare($"{RuleRows.Select} WHERE r.enabled = 1 ORDER BY r.rule"), RuleRows.Read),
        SubjectRows.Open(connection),
        NotificationRows.Count(connection));

    /// <summary>The status changes of the commits after a number, whole commits.</summary>
    public static StatusPage StatusChanges(Connection connection, (long After, int Limit) asked)
    {
        const string Last = "SELECT max(commit_no) FROM (SELECT commit_no FROM status_changes WHERE commit_no > ?1 ORDER BY commit_no LIMIT ?2)";
        var through = Rows.Scalar(connection.Prepare(Last).Bind(1, asked.After).Bind(2, asked.Limit)) ?? asked.After;
        var isLast = Rows.Scalar(connection.Prepare("SELECT 1 FROM status_changes WHERE commit_no > ? LIMIT 1").Bind(1, through)) is null;
        var changes = Rows.All(
            connection
                .Prepare($"""
                    {EventRows.SelectStatusChange}
                    WHERE commit_no > ? AND commit_no <= ? AND job IN (SELECT job FROM jobs WHERE deleted_at IS NULL) ORDER BY commit_no, event
                    """)
                .Bind(1, asked.After).Bind(2, through),
            EventRows.ReadStatusChange);
        return new StatusPage(changes, isLast ? connection.Scalar("SELECT next_commit - 1 FROM store") ?? through : through, isLast);
    }

    /// <summary>When a run last gave a sign.</summary>
    public static long? LastSign(Connection connection, RunId run) => Rows.Scalar(connection
        .Prepare("""
            SELECT max(
                coalesce((SELECT max(timestamp) FROM status_changes WHERE run = r.run), r.created_at),
                coalesce((SELECT c.committed_at FROM entries e JOIN commits c ON c.commit_no = e.commit_no WHERE e.key = (r.job << 40 | r.last_seq)), 0))
            FROM runs r WHERE r.run = ?
            """)
        .Bind(1, run.Number));
}
