using JobLogs.Protocol.Ids;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Copies;

/// <summary>The ids that clients know, for those who look into a copy.</summary>
internal sealed class CopyNames : ICopyNames
{
    /// <inheritdoc />
    public int WriteEntry(JobId job, long seq, Span<byte> destination) => EntryIdText.Format(job.Number, seq, destination);

    /// <inheritdoc />
    public int WriteJob(JobId job, Span<byte> destination) => JobIdText.Format(job.Number, destination);

    /// <inheritdoc />
    public int WriteRun(RunId run, Span<byte> destination) => RunIdText.Format(run.Number, destination);
}
