namespace JobLogs.Storage.Model;

/// <summary>What can be said of a status.</summary>
public static class RunStatuses
{
    /// <summary>Whether a run with this status is over.</summary>
    public static bool IsFinal(this RunStatus status) => status > RunStatus.Running;

    /// <summary>The status as it is written in JSON and kept in databases.</summary>
    public static string ToText(this RunStatus status) => status switch
    {
        RunStatus.Pending => "pending",
        RunStatus.Running => "running",
        RunStatus.Completed => "completed",
        RunStatus.Failed => "failed",
        RunStatus.Cancelled => "cancelled",
        RunStatus.TimedOut => "timed_out",
        RunStatus.Interrupted => "interrupted",
        _ => "skipped",
    };

    /// <summary>Reads <see cref="ToText"/>'s output; false when it is none.</summary>
    public static bool TryParse(string? text, out RunStatus status)
    {
        for (status = RunStatus.Pending; status <= RunStatus.Skipped; status++)
        {
            if (status.ToText() == text)
            {
                return true;
            }
        }

        status = default;
        return false;
    }
}
