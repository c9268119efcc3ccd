using JobLogs.Protocol.Problems;
using JobLogs.Storage;

namespace JobLogs.Server.Http;

/// <summary>The refusals that several features give.</summary>
internal static class Problems
{
    /// <summary>The path names a job that doesn't exist.</summary>
    public static Problem UnknownJob(string text) => NotFound($"There is no job '{text}'. GET /api/cronjobs lists the jobs there are.");

    /// <summary>The path names a run that doesn't exist.</summary>
    public static Problem UnknownRun(string text) => NotFound($"There is no run '{text}'. GET /api/job-runs lists the runs there are.");

    /// <summary>What was asked for doesn't exist.</summary>
    public static Problem NotFound(string detail) => new(StatusCodes.Status404NotFound, ProblemCodes.NotFound, "Not found", detail);

    /// <summary>One field or parameter is wrong.</summary>
    public static Problem BadValue(string field, string text) =>
        BadValues(new Dictionary<string, IReadOnlyList<string>> { [field] = [text] });

    /// <summary>Fields or parameters are wrong.</summary>
    public static Problem BadValues(IReadOnlyDictionary<string, IReadOnlyList<string>> errors) =>
        new(StatusCodes.Status400BadRequest, ProblemCodes.ValidationFailed, "Bad input",
            string.Join(' ', errors.Select(error => $"{error.Key}: {string.Join(' ', error.Value)}")))
        {
            Errors = errors,
        };

    /// <summary>The request can't be read at all.</summary>
    public static Problem BadRequest(string detail) =>
        new(StatusCodes.Status400BadRequest, ProblemCodes.BadRequest, "Bad request", detail);

    /// <summary>A query parameter that this call doesn't have.</summary>
    public static Problem UnknownParameters(IReadOnlyDictionary<string, IReadOnlyList<string>> errors) =>
        BadValues(errors) with { Code = ProblemCodes.UnknownParameter, Title = "Unknown parameter" };

    /// <summary>A cursor that was damaged, or belongs to another job, another kind of view or another database.</summary>
    public static Problem BadCursor(string field) => BadValue(
        field,
        "is no cursor of this log. Pass on a cursor exactly as it was received, to a view of the same job (or, from an all-jobs view, to an all-jobs view).") with
    { Code = ProblemCodes.BadCursor, Title = "Bad cursor" };

    /// <summary>The state of things doesn't allow it.</summary>
    public static Problem Conflict(string code, string detail) => new(StatusCodes.Status409Conflict, code, "Conflict", detail);

    /// <summary>The body is larger than the server takes.</summary>
    public static Problem TooLarge(string detail) =>
        new(StatusCodes.Status413PayloadTooLarge, ProblemCodes.PayloadTooLarge, "Too large", detail);

    /// <summary>The body's type or encoding is none that this call reads.</summary>
    public static Problem UnsupportedMediaType(string detail) =>
        new(StatusCodes.Status415UnsupportedMediaType, ProblemCodes.UnsupportedMediaType, "Unsupported media type", detail);

    /// <summary>There is more to write than the server keeps up with. Nothing of the request was stored.</summary>
    public static Problem QueueFull() =>
        new(StatusCodes.Status429TooManyRequests, ProblemCodes.QueueFull, "Too many requests",
            "The server has as much to write as it can hold. Nothing of this request was stored; send it again after the time in Retry-After.")
        { RetryAfterSeconds = 1 };

    /// <summary>The database can't do its work. Nothing of the request was stored.</summary>
    public static Problem StoreUnavailable(StoreUnavailableException exception) =>
        new(StatusCodes.Status503ServiceUnavailable, exception.Code, "Store unavailable",
            exception.Code.StartsWith("copy_", StringComparison.Ordinal)
                ? $"{exception.Message} Send it again after the time in Retry-After, or ask the database, which has everything."
                : $"{exception.Message} Nothing of this request was stored; send it again after the time in Retry-After.")
        { RetryAfterSeconds = 5 };

    /// <summary>The server is going down. Nothing of the request was stored.</summary>
    public static Problem Stopping() =>
        new(StatusCodes.Status503ServiceUnavailable, ProblemCodes.ShuttingDown, "Stopping",
            "The server is stopping. Nothing of this request was stored; send it again after the time in Retry-After.")
        { RetryAfterSeconds = 2 };
}
