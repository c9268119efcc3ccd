using System.Net;
using JobLogs.Client;
using JobLogs.Protocol.Runs;

namespace JobLogs.Cli.Output;

/// <summary>What the process ends with; documented in docs/cli.md. <c>exec</c> ends with what its command ended with.</summary>
internal static class ExitCodes
{
    /// <summary>Done; of a run: completed.</summary>
    public const int Ok = 0;

    /// <summary>It could not be done, or was found wrong.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The server refuses.</summary>
    public const int Refused = 3;

    /// <summary>There is no such thing.</summary>
    public const int NotFound = 4;

    /// <summary>The server can't be reached, or is too busy.</summary>
    public const int Unreachable = 5;

    /// <summary>The key is missing, or does not allow it.</summary>
    public const int NotAllowed = 6;

    /// <summary>The run failed.</summary>
    public const int RunFailed = 10;

    /// <summary>The run was cancelled.</summary>
    public const int RunCancelled = 11;

    /// <summary>The run took too long.</summary>
    public const int RunTimedOut = 12;

    /// <summary>The run's executor is gone.</summary>
    public const int RunInterrupted = 13;

    /// <summary>The run was skipped.</summary>
    public const int RunSkipped = 14;

    /// <summary>The run, or its job, was deleted.</summary>
    public const int RunDeleted = 15;

    /// <summary>As of a shell: the command may not be executed.</summary>
    public const int NotExecutable = 126;

    /// <summary>As of a shell: there is no such command.</summary>
    public const int NoSuchCommand = 127;

    /// <summary>As of a shell: ended by Ctrl-C.</summary>
    public const int Interrupted = 130;

    /// <summary>What an exception ends the process with; null when it is a mistake of ours.</summary>
    public static int? Of(Exception exception) => exception switch
    {
        JobLogsException { Status: HttpStatusCode.NotFound, Problem: not null } => NotFound,
        JobLogsException { Status: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } => NotAllowed,
        JobLogsException { IsTransient: true } => Unreachable,
        JobLogsException => Refused,
        CliException => Usage,
        OperationCanceledException => Interrupted,
        IOException => Failed,
        UnauthorizedAccessException => Failed,
        _ => null,
    };

    /// <summary>What the outcome of a run ends the process with.</summary>
    public static int OfRun(string status) => status switch
    {
        RunStatusNames.Completed => Ok,
        RunStatusNames.Cancelled => RunCancelled,
        RunStatusNames.TimedOut => RunTimedOut,
        RunStatusNames.Interrupted => RunInterrupted,
        RunStatusNames.Skipped => RunSkipped,
        "deleted" => RunDeleted,
        _ => RunFailed,
    };
}
