using System.Text;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Tests.Elasticsearch;

/// <summary>Ids that say what they are made of.</summary>
internal sealed class TextNames : ICopyNames
{
    public int WriteEntry(JobId job, long seq, Span<byte> destination) => Encoding.ASCII.GetBytes($"log_{job.Number}_{seq}", destination);

    public int WriteJob(JobId job, Span<byte> destination) => Encoding.ASCII.GetBytes($"job_{job.Number}", destination);

    public int WriteRun(RunId run, Span<byte> destination) => Encoding.ASCII.GetBytes($"run_{run.Number}", destination);
}
