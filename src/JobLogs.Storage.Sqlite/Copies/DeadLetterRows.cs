using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Copies;

/// <summary>How dead letters lie in their table.</summary>
internal static class DeadLetterRows
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order.</summary>
    public const string Select =
        "SELECT id, job, seq, event, run, commit_no, reason, first_tried_at, last_tried_at, tries FROM dead_letters";

    /// <summary>The dead letter in the current row.</summary>
    public static DeadLetter Read(Statement row) => new(
        row.Long(0),
        new CopyItem(new JobId(row.Int(1)), row.Long(2), row.Long(3)),
        new RunId(row.Long(4)),
        row.Long(5),
        row.Text(6),
        row.Long(7),
        row.Long(8),
        row.Int(9));

    /// <summary>Notes that an item was refused, for the first time or once more.</summary>
    public static void Note(Connection connection, string copy, RefusedItem refused, long now) => connection
        .Prepare("""
            INSERT INTO dead_letters (copy, job, seq, event, run, commit_no, reason, first_tried_at, last_tried_at, tries)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, 1)
            ON CONFLICT (copy, job, seq, event) DO UPDATE SET reason = excluded.reason, last_tried_at = excluded.last_tried_at, tries = tries + 1
            """)
        .Bind(1, copy).Bind(2, refused.Item.Job.Number).Bind(3, refused.Item.Seq).Bind(4, refused.Item.Event).Bind(5, refused.Run.Number)
        .Bind(6, refused.Commit).Bind(7, refused.Reason).Bind(8, now)
        .Run();

    /// <summary>Forgets one.</summary>
    public static void Settle(Connection connection, string copy, long id) =>
        connection.Prepare("DELETE FROM dead_letters WHERE id = ? AND copy = ?").Bind(1, id).Bind(2, copy).Run();

    /// <summary>Forgets those of a job that is gone.</summary>
    public static void DropAll(Connection connection, JobId job) =>
        connection.Prepare("DELETE FROM dead_letters WHERE job = ?").Bind(1, job.Number).Run();

    /// <summary>Forgets those whose entry or event was removed.</summary>
    public static void DropThoseOfWhatIsGone(Connection connection, JobId job) => connection
        .Prepare("""
            DELETE FROM dead_letters WHERE job = ?1
              AND NOT EXISTS (SELECT 1 FROM entries WHERE dead_letters.seq > 0 AND key = (?1 << 40 | dead_letters.seq))
              AND NOT EXISTS (SELECT 1 FROM status_changes WHERE event = dead_letters.event)
              AND NOT EXISTS (SELECT 1 FROM metrics WHERE event = dead_letters.event)
            """)
        .Bind(1, job.Number)
        .Run();
}
