using JobLogs.Storage.Blocks;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Reading;

/// <summary>Where runs lie in their jobs' logs.</summary>
internal static class RunExtents
{
    /// <summary>The columns that <see cref="Read"/> reads.</summary>
    internal const string Select =
        "SELECT run, job, first_seq, last_seq, debug + info + warning + error + critical, removed_through_seq FROM runs";

    /// <summary>The extent in the current row.</summary>
    internal static RunExtent Read(NpgsqlDataReader row) => new(
        new RunId(row.GetInt64(0)), new JobId(row.GetInt32(1)), new SeqRange(row.GetInt64(2), row.GetInt64(3)), row.GetInt64(4), row.GetInt64(5));

    /// <summary>The runs of a job that are not over: clean-up leaves them alone.</summary>
    internal static ValueTask<List<RunExtent>> UnfinishedAsync(Reader reader, JobId job, CancellationToken cancellationToken) =>
        reader.ListAsync(new Statement($"{Select} WHERE job = $1 AND finished_at IS NULL").With(job.Number), Read, cancellationToken);
}
