namespace JobLogs.Storage.Copies;

/// <summary>Kinds of having no answer.</summary>
public enum NoAnswerReason
{
    /// <summary>No server of the list could be reached, or it cut the connection.</summary>
    Unreachable,

    /// <summary>The server took too long, or stopped early (<c>timed_out</c>).</summary>
    TimedOut,

    /// <summary>Some shards did not answer.</summary>
    Partial,

    /// <summary>There is no index at all: nothing was copied ever, or all of it was lost.</summary>
    NoIndex,

    /// <summary>The server refused: any 4xx or 5xx.</summary>
    Refused,

    /// <summary>The copy can't answer this question exactly: a page past the window, too many groups.</summary>
    BeyondItsMeans,
}
