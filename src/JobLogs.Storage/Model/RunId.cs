namespace JobLogs.Storage.Model;

/// <summary>A run's number: positive, rising over all jobs, never reused.</summary>
public readonly record struct RunId(long Number) : IComparable<RunId>
{
    /// <inheritdoc />
    public int CompareTo(RunId other) => Number.CompareTo(other.Number);
}
