namespace JobLogs.Protocol.Problems;

/// <summary>An error as it is answered: RFC 9457 <c>application/problem+json</c>.</summary>
public sealed record ProblemDocument
{
    /// <summary>A URN that names the kind of problem: <c>urn:joblogs:problem:</c> and the code.</summary>
    public required string Type { get; init; }

    /// <summary>The kind of problem, for people.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What was wrong here, and how it would be right.</summary>
    public required string Detail { get; init; }

    /// <summary>The path that was called.</summary>
    public string? Instance { get; init; }

    /// <summary>One of <see cref="ProblemCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>For bad input: what is wrong with each field or parameter.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }

    /// <summary>With <see cref="ProblemCodes.OutOfSequence"/>: the number that is due next.</summary>
    public long? Expected { get; init; }

    /// <summary>The run that the problem is about, where it is another than the one called.</summary>
    public string? JobRunId { get; init; }
}
