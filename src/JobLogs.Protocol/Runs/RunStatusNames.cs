namespace JobLogs.Protocol.Runs;

/// <summary>The names of a run's status.</summary>
public static class RunStatusNames
{
    /// <summary>Waits for its start, or for its next attempt.</summary>
    public const string Pending = "pending";

    /// <summary>Under way.</summary>
    public const string Running = "running";

    /// <summary>Over, and did what it should.</summary>
    public const string Completed = "completed";

    /// <summary>Over, and could not do what it should.</summary>
    public const string Failed = "failed";

    /// <summary>Over, because somebody wanted it so.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Over, because it took too long.</summary>
    public const string TimedOut = "timed_out";

    /// <summary>Over, because whoever executed it is gone.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>Never started, because another run of its job was under way.</summary>
    public const string Skipped = "skipped";

    /// <summary>Whether nothing follows on this status.</summary>
    /// <param name="status">One of the names.</param>
    /// <returns>True for all but <c>pending</c> and <c>running</c>.</returns>
    public static bool IsFinal(string status) => status is not (Pending or Running);
}
