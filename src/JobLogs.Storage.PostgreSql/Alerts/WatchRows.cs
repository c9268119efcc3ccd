using JobLogs.Storage.Alerts;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.PostgreSql.Runs;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Alerts;

/// <summary>What whoever watches reads.</summary>
internal static class WatchRows
{
    /// <summary>Asks who watches.</summary>
    public static Statement Lease() => new("SELECT position, owner, fencing_token, lease_until FROM alert_watch");

    /// <summary>Who watches, in the current row.</summary>
    public static AlertsLease ReadLease(NpgsqlDataReader row) => new(row.GetInt64(0), row.TextOrNull(1), row.GetInt32(2), row.LongOrNull(3));

    /// <summary>All that whoever watches has to know; in one snapshot.</summary>
    public static async ValueTask<AlertBook> BookAsync(Reader reader, CancellationToken cancellationToken)
    {
        var lease = await reader.FirstAsync(Lease(), ReadLease, cancellationToken);
        var rules = await reader.ListAsync(new Statement($"{RuleRows.Select} WHERE r.enabled ORDER BY r.rule"), RuleRows.Read, cancellationToken);
        var subjects = await reader.ListAsync(SubjectRows.Open(), SubjectRows.Read, cancellationToken);
        await using var counts = await reader.QueryAsync(cancellationToken, new Statement(NotificationRows.Counts));
        await counts.ReadAsync(cancellationToken);
        return new AlertBook(lease, rules, subjects, new OutboxCounts(counts.GetInt64(0), counts.GetInt64(1)));
    }

    /// <summary>The status changes of the commits after a number, whole commits; in one snapshot.</summary>
    public static async ValueTask<StatusPage> StatusChangesAsync(Reader reader, long after, int limit, CancellationToken cancellationToken)
    {
        var through = await reader.ScalarAsync(
            new Statement("SELECT max(commit_no) FROM (SELECT commit_no FROM status_changes WHERE commit_no > $1 ORDER BY commit_no LIMIT $2) page")
                .With(after).With(limit),
            cancellationToken) ?? after;
        var changes = await reader.ListAsync(
            new Statement($"""
                {EventRows.SelectStatusChange}
                WHERE commit_no > $1 AND commit_no <= $2 AND job IN (SELECT job FROM jobs WHERE deleted_at IS NULL) ORDER BY commit_no, event
                """).With(after).With(through),
            EventRows.ReadStatusChange,
            cancellationToken);
        var isLast = await reader.ScalarAsync(new Statement("SELECT 1::bigint FROM status_changes WHERE commit_no > $1 LIMIT 1").With(through), cancellationToken) is null;
        return new StatusPage(
            changes,
            isLast ? await reader.ScalarAsync(new Statement("SELECT next_commit - 1 FROM store"), cancellationToken) ?? through : through,
            isLast);
    }

    /// <summary>When a run last gave a sign; in one snapshot. The day of its last entry is asked for first, so that no other day is opened.</summary>
    public static async ValueTask<long?> LastSignAsync(Reader reader, RunId run, CancellationToken cancellationToken)
    {
        long changed, key;
        DateOnly day;
        await using (var rows = await reader.QueryAsync(cancellationToken, LastChange(run)))
        {
            if (!await rows.ReadAsync(cancellationToken))
            {
                return null;
            }

            (changed, key) = (rows.GetInt64(0), rows.GetInt64(1));
            if (rows.IsDBNull(2))
            {
                return changed;
            }

            day = rows.GetFieldValue<DateOnly>(2);
        }

        var wrote = await reader.ScalarAsync(
            new Statement("SELECT c.committed_at FROM entries e JOIN commits c ON c.commit_no = e.commit_no WHERE e.key = $1 AND e.day = $2").With(key).With(day),
            cancellationToken);
        return Math.Max(changed, wrote ?? 0);
    }

    private static Statement LastChange(RunId run) => new Statement("""
        SELECT
            coalesce((SELECT max(timestamp) FROM status_changes WHERE run = r.run), r.created_at),
            r.job::bigint << 40 | r.last_seq,
            (SELECT max(day) FROM job_days WHERE job = r.job AND first_seq <= r.last_seq)
        FROM runs r WHERE r.run = $1
        """).With(run.Number);
}
