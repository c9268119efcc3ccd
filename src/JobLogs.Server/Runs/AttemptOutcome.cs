using JobLogs.Server.Handlers;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Runs;

/// <summary>How an attempt ended.</summary>
/// <param name="Status">The run's status, unless a further attempt follows.</param>
/// <param name="Reason">Why, as a sentence.</param>
/// <param name="Error">Why it ended badly; null when it didn't.</param>
/// <param name="Exception">What the handler threw.</param>
internal sealed record AttemptOutcome(RunStatus Status, string Reason, RunError? Error = null, Exception? Exception = null)
{
    private const int MaxMessage = 4096;

    /// <summary>The outcome of an attempt that was told to stop, or was not, and whose handler threw, or did not.</summary>
    /// <param name="attempt">The attempt's number.</param>
    /// <param name="timeoutSeconds">What the job allows.</param>
    public static AttemptOutcome Of(StopCause cause, Exception? exception, int attempt, int? timeoutSeconds) => cause switch
    {
        StopCause.Cancelled => new(RunStatus.Cancelled, "The run was cancelled."),
        StopCause.TimedOut => TimedOut($"Attempt {attempt} took longer than the {timeoutSeconds} s that the job allows."),

        // A handler that used the grace to finish has finished.
        StopCause.Stopping when exception is not null => Interrupted("The server was stopped while the run was under way."),
        StopCause.LeaseLost => Interrupted("The server lost the run's lease."),
        _ when exception is null => new(RunStatus.Completed, "The handler finished."),
        _ => Failed(exception, attempt),
    };

    /// <summary>The outcome of an attempt whose job has a type that no handler executes.</summary>
    public static AttemptOutcome NoHandler(string type) => new(
        RunStatus.Failed,
        $"This server has no handler for jobs of the type {type}.",
        new RunError("no_handler", $"This server has no handler for jobs of the type {type}."));

    private static AttemptOutcome Failed(Exception exception, int attempt)
    {
        var code = exception is JobFailedException failed ? failed.Code : "unhandled_exception";
        var message = Cut(exception.Message);
        return new(RunStatus.Failed, Cut($"Attempt {attempt} failed: {message}"), new RunError(code, message), exception);
    }

    private static AttemptOutcome TimedOut(string reason) => new(RunStatus.TimedOut, reason, new RunError("timed_out", reason));

    private static AttemptOutcome Interrupted(string reason) => new(RunStatus.Interrupted, reason, new RunError("interrupted", reason));

    private static string Cut(string text)
    {
        text = text.Replace('\0', '\uFFFD');
        if (text.Length <= MaxMessage)
        {
            return text;
        }

        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[MaxMessage - 1]) ? MaxMessage - 1 : MaxMessage), "…");
    }
}
