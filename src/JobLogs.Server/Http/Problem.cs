using System.Text.Json;
using JobLogs.Protocol.Problems;

namespace JobLogs.Server.Http;

/// <summary>A refusal: what an endpoint answers, and what a stream tells, when it can't do what was asked.</summary>
internal sealed record Problem(int Status, string Code, string Title, string Detail) : IResult
{
    /// <summary>What is wrong with each field or parameter.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }

    /// <summary>After how many seconds it is worth trying again.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>The number that a producer has to go on with.</summary>
    public long? Expected { get; init; }

    /// <summary>The run that stands in the way.</summary>
    public string? JobRunId { get; init; }

    /// <summary>The problem as it is written.</summary>
    public ProblemDocument Document(string? instance) => new()
    {
        Type = "urn:joblogs:problem:" + Code,
        Title = Title,
        Status = Status,
        Detail = Detail,
        Instance = instance,
        Code = Code,
        Errors = Errors,
        Expected = Expected,
        JobRunId = JobRunId,
    };

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.Headers.CacheControl = "no-store";
        if (RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString();
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(
            Document(httpContext.Request.Path), ProblemsJsonContext.Wire.ProblemDocument);
        response.ContentType = "application/problem+json";
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
    }
}
