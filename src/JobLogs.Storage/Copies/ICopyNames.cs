using JobLogs.Storage.Model;

namespace JobLogs.Storage.Copies;

/// <summary>The ids by which people and clients know things, which this room doesn't: a copy that people look into shows them.</summary>
public interface ICopyNames
{
    /// <summary>Bytes that an id takes at most.</summary>
    const int MaxLength = 64;

    /// <summary>Writes the id of an entry as ASCII and returns its length.</summary>
    int WriteEntry(JobId job, long seq, Span<byte> destination);

    /// <summary>Writes the id of a job as ASCII and returns its length.</summary>
    int WriteJob(JobId job, Span<byte> destination);

    /// <summary>Writes the id of a run as ASCII and returns its length.</summary>
    int WriteRun(RunId run, Span<byte> destination);
}
