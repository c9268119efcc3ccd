using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Copies;

/// <summary>How dead letters lie in their table.</summary>
internal static class DeadLetterRows
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order.</summary>
    public const string Select =
        "SELECT id, job, seq, event, run, commit_no, reason, first_tried_at, last_tried_at, tries FROM dead_letters";

    /// <summary>The dead letter in the current row.</summary>
    public static DeadLetter Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        new CopyItem(new JobId(row.GetInt32(1)), row.GetInt64(2), row.GetInt64(3)),
        new RunId(row.GetInt64(4)),
        row.GetInt64(5),
        row.GetString(6),
        row.GetInt64(7),
        row.GetInt64(8),
        row.GetInt32(9));

    /// <summary>Notes that items were refused, each for the first time or once more.</summary>
    public static Statement Note(string copy, IReadOnlyList<RefusedItem> refused, long now) => new Statement("""
        INSERT INTO dead_letters AS d (copy, job, seq, event, run, commit_no, reason, first_tried_at, last_tried_at, tries)
        SELECT $1, r.job, r.seq, r.event, r.run, r.commit_no, r.reason, $8, $8, 1
        FROM unnest($2, $3, $4, $5, $6, $7) AS r (job, seq, event, run, commit_no, reason)
        ON CONFLICT (copy, job, seq, event) DO UPDATE SET reason = excluded.reason, last_tried_at = excluded.last_tried_at, tries = d.tries + 1
        """)
        .With(copy)
        .With(refused.Select(one => one.Item.Job.Number))
        .With(refused.Select(one => one.Item.Seq))
        .With(refused.Select(one => one.Item.Event))
        .With(refused.Select(one => one.Run.Number))
        .With(refused.Select(one => one.Commit))
        .With(refused.Select(one => (string?)one.Reason))
        .With(now);

    /// <summary>Forgets some.</summary>
    public static Statement Settle(string copy, IReadOnlyList<long> ids) =>
        new Statement("DELETE FROM dead_letters WHERE id = ANY ($1) AND copy = $2").With(ids).With(copy);

    /// <summary>Forgets those of a job that is gone.</summary>
    public static Statement DropAll(JobId job) => new Statement("DELETE FROM dead_letters WHERE job = $1").With(job.Number);

    /// <summary>Forgets those whose entry or event was removed.</summary>
    public static Statement DropThoseOfWhatIsGone(JobId job) => new Statement("""
        DELETE FROM dead_letters d WHERE job = $1
          AND NOT EXISTS (SELECT FROM entries e WHERE d.seq > 0 AND e.key = ((d.job::bigint << 40) | d.seq))
          AND NOT EXISTS (SELECT FROM status_changes s WHERE s.event = d.event)
          AND NOT EXISTS (SELECT FROM metrics m WHERE m.event = d.event)
        """).With(job.Number);
}
