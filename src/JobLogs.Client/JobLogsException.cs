using System.Net;
using JobLogs.Protocol.Problems;

namespace JobLogs.Client;

/// <summary>A call to the server that did not do what it should: it was refused, or the server can't be reached.</summary>
public sealed class JobLogsException : Exception
{
    /// <summary>The <see cref="Code"/> of a call that got no answer.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>The <see cref="Code"/> of an answer that isn't one of a JobLogs server.</summary>
    public const string UnexpectedAnswer = "unexpected_answer";

    /// <summary>A failure in a few words.</summary>
    /// <param name="code">One of <see cref="ProblemCodes"/>, or of the codes above.</param>
    /// <param name="message">What was wrong, and what would be right.</param>
    /// <param name="inner">What caused it, or null.</param>
    public JobLogsException(string code, string message, Exception? inner = null)
        : base(message, inner) => Code = code;

    /// <summary>A refusal of the server.</summary>
    /// <param name="problem">What the server said.</param>
    /// <param name="retryAfter">How long the server asks to wait before the call is made again, or null.</param>
    public JobLogsException(ProblemDocument problem, TimeSpan? retryAfter = null)
        : base(Describe(problem))
    {
        ArgumentNullException.ThrowIfNull(problem);
        Problem = problem;
        Code = problem.Code;
        Status = (HttpStatusCode)problem.Status;
        RetryAfter = retryAfter;
    }

    /// <summary>What a program may decide by: one of <see cref="ProblemCodes"/>, <see cref="Unreachable"/> or <see cref="UnexpectedAnswer"/>.</summary>
    public string Code { get; }

    /// <summary>The answer's HTTP status; null when there was no answer.</summary>
    public HttpStatusCode? Status { get; internal init; }

    /// <summary>What the server said; null when it said nothing.</summary>
    public ProblemDocument? Problem { get; }

    /// <summary>How long the server asks to wait before the call is made again, or null.</summary>
    public TimeSpan? RetryAfter { get; internal init; }

    /// <summary>Whether the same call may work later: no answer, 408, 429 or 5xx.</summary>
    public bool IsTransient => Status is null
        ? Code == Unreachable
        : Status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)Status >= 500;

    private static string Describe(ProblemDocument problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Errors is { Count: > 0 } errors
            ? $"{problem.Detail} {string.Join(" ", errors.SelectMany(static field => field.Value.Select(text => $"{field.Key}: {text}")))}"
            : problem.Detail;
    }
}
