using JobLogs.Storage.Blocks;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.PostgreSql.Reading;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Reads a block's entries back for its summary: what a <see cref="BlockBuilder"/> looks at, and no more.</summary>
internal static class EntryReadback
{
    private const EntryFields Fields = EntryFields.Commit | EntryFields.Run | EntryFields.Timestamp | EntryFields.Level | EntryFields.Message
        | EntryFields.Step | EntryFields.PaperId | EntryFields.ErrorCode | EntryFields.LoggerName;

    /// <summary>Adds the entries of the block that are written, which no other server changes meanwhile.</summary>
    public static async ValueTask ReadAsync(
        WriteTransaction transaction, JobHead job, long block, BlockBuilder builder, CancellationToken cancellationToken)
    {
        var first = new EntryKey(block * Block.Size);
        var days = await transaction.Pipeline.ListAsync(
            new Statement("""
                SELECT day FROM job_days
                WHERE job = $1 AND day >= coalesce((SELECT max(day) FROM job_days WHERE job = $1 AND first_seq <= $2), '-infinity')
                """).With(job.Id.Number).With(first.Seq),
            static row => row.GetFieldValue<DateOnly>(0),
            cancellationToken);
        if (job.StoredSeq < job.LastSeq)
        {
            days.Add(transaction.Day);
        }

        await using var rows = await transaction.Pipeline.AskAsync(
            cancellationToken,
            new Statement(EntryColumns.Select(Fields) + " WHERE key BETWEEN $1 AND $2 AND day = ANY ($3) ORDER BY key")
                .With(first.Value).With(EntryKey.Of(job.Id, job.LastSeq).Value).With(days));
        var columns = new EntryColumns(Fields);
        var memory = new RowMemory();
        while (await rows.ReadAsync(cancellationToken))
        {
            builder.Add(columns.Read(rows, memory));
        }
    }
}
