using JobLogs.Storage.Blocks;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>Reads a block's entries back for its summary: what a <see cref="BlockBuilder"/> looks at, and no more.</summary>
internal sealed class EntryReadback(Connection connection)
{
    /// <summary>Adds the entries of the block to <paramref name="builder"/>.</summary>
    public void Read(long block, BlockBuilder builder)
    {
        var first = block * Block.Size;
        var rows = connection
            .Prepare("""
                SELECT key, commit_no, run, timestamp, level, message, step, error_code, paper_id, logger_name
                FROM entries WHERE key BETWEEN ? AND ? ORDER BY key
                """)
            .Bind(1, first)
            .Bind(2, first + Block.Size - 1);
        while (rows.Step())
        {
            var key = new EntryKey(rows.Long(0));
            builder.Add(new EntryView
            {
                Job = key.Job,
                Seq = key.Seq,
                Commit = rows.Long(1),
                Run = new RunId(rows.Long(2)),
                TimestampMicros = rows.Long(3),
                Level = (EntryLevel)rows.Long(4),
                Message = rows.Bytes(5),
                Step = rows.Bytes(6),
                ErrorCode = rows.Bytes(7),
                PaperId = rows.Bytes(8),
                LoggerName = rows.Bytes(9),
            });
        }
    }
}
