using JobLogs.Storage.Model;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>What the commit under way knows of a job.</summary>
internal sealed class JobHead
{
    /// <summary>The job.</summary>
    public required JobId Id { get; init; }

    /// <summary>The last seq given, by this commit too.</summary>
    public required long LastSeq { get; set; }

    /// <summary>Whether occurrences make runs.</summary>
    public required bool Enabled { get; set; }

    /// <summary>The next occurrence.</summary>
    public required long? NextRunAt { get; set; }

    /// <summary>The day of the last entry, of this commit too; null before the first.</summary>
    public required DateOnly? LastDay { get; set; }

    /// <summary>The last commit in which clean-up removed entries, this one too.</summary>
    public required long RemovedInCommit { get; set; }

    /// <summary>The last seq that the row knows.</summary>
    public required long StoredSeq { get; set; }

    /// <summary>Entries that this commit gave a seq.</summary>
    public long Added { get; set; }

    /// <summary>Whether this commit deleted it.</summary>
    public bool Deleted { get; set; }
}
