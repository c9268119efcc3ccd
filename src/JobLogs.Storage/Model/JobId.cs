namespace JobLogs.Storage.Model;

/// <summary>A job's number: 1 to 2^23 - 1, stored when the job is created and never reused.</summary>
public readonly record struct JobId(int Number) : IComparable<JobId>
{
    /// <summary>The greatest number a job can have: the key of an entry keeps 23 bits for it.</summary>
    public const int MaxNumber = (1 << 23) - 1;

    /// <inheritdoc />
    public int CompareTo(JobId other) => Number.CompareTo(other.Number);
}
