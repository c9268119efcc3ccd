namespace JobLogs.Storage.Model;

/// <summary>How grave an entry is, in rising order.</summary>
public enum EntryLevel : byte
{
    /// <summary>Detail for whoever debugs the job.</summary>
    Debug,

    /// <summary>What the job does, in its normal course.</summary>
    Info,

    /// <summary>Something unexpected that the job got over.</summary>
    Warning,

    /// <summary>Something failed.</summary>
    Error,

    /// <summary>The job, or more than the job, can't go on.</summary>
    Critical,
}
