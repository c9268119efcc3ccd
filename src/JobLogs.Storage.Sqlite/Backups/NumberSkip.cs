using System.Security.Cryptography;
using JobLogs.Storage.Blocks;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;
using JobLogs.Storage.Sqlite.Writing;

namespace JobLogs.Storage.Sqlite.Backups;

/// <summary>
/// Moves on what a restored database gives out next, so that no number which clients have seen since the backup comes again with other
/// content, and gives it a new salt, so that cursors from before the restoring are refused instead of pointing to what never was.
/// </summary>
internal static class NumberSkip
{
    // In one job: its next entry begins a thousand million, with at least as much left free before. Divisible by the places of a block.
    private const long Seqs = 1_000_000_000;

    private const long Numbers = 1L << 30;
    private const int Jobs = 1 << 12;

    /// <summary>Does it, in one transaction.</summary>
    /// <exception cref="StoreUnavailableException">The file can't be written.</exception>
    public static void Apply(Connection connection)
    {
        connection.Execute("BEGIN IMMEDIATE");
        try
        {
            CloseBlocks(connection);
            connection.Execute($"""
                UPDATE jobs SET last_seq = (last_seq / {Seqs} + 2) * {Seqs} - 1 WHERE (last_seq / {Seqs} + 2) * {Seqs} < {EntryKey.MaxSeq};
                UPDATE store SET next_job = min(next_job + {Jobs}, {JobId.MaxNumber}), next_run = next_run + {Numbers},
                    next_commit = next_commit + {Numbers}, next_event = next_event + {Numbers};
                UPDATE copies SET position = -1, epoch = epoch + 1, owner = NULL, lease_until = NULL, fencing_token = fencing_token + 1, replay_through = 0;
                DELETE FROM dead_letters;
                """);
            connection.Prepare("UPDATE store SET salt = ?").Bind(1, BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)))).Run();
            connection.Execute("COMMIT");
        }
        catch
        {
            connection.Rollback();
            throw;
        }
    }

    // A block that its log will never fill gets its row now: readers take what lies before the last block for summarised.
    private static void CloseBlocks(Connection connection)
    {
        var open = new List<long>();
        var jobs = connection.Prepare("""
            SELECT job, last_seq FROM jobs
            WHERE deleted_at IS NULL AND EXISTS (SELECT 1 FROM entries WHERE key BETWEEN (job << 40 | (last_seq & ~255)) AND (job << 40 | last_seq))
            """);
        while (jobs.Step())
        {
            var (job, last) = (new JobId(jobs.Int(0)), jobs.Long(1));
            if (!Block.IsLast(last))
            {
                open.Add(Block.NumberOf(job, last));
            }
        }

        var (readback, insert) = (new EntryReadback(connection), new BlockInsert(connection));
        foreach (var block in open)
        {
            var builder = new BlockBuilder();
            builder.Reset();
            readback.Read(block, builder);
            insert.Write(builder);
        }
    }
}
