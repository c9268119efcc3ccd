using JobLogs.Protocol.Ids;
using JobLogs.Protocol.Runs;
using JobLogs.Server.Http;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Server.Runs;

/// <summary>Answers with runs.</summary>
internal static class RunAnswers
{
    /// <summary>202: the run was made.</summary>
    /// <param name="what">What was done, without an end.</param>
    /// <param name="behind">The run that it waits for.</param>
    public static IResult Accepted(Run run, string what, RunId? behind) => Wire.Json(
        new RunAccepted(
            RunIdText.ToText(run.Id.Number),
            JobIdText.ToText(run.Job.Number),
            run.Status.ToText(),
            behind is { } other ? $"{what}; its run begins when {RunIdText.ToText(other.Number)} is over." : $"{what}; its run begins at once.",
            run.RetryOf is { } repeated ? RunIdText.ToText(repeated.Number) : null),
        RunsJsonContext.Wire.RunAccepted,
        StatusCodes.Status202Accepted);

    /// <summary>A run.</summary>
    public static IResult One(Run run, long now, int status = StatusCodes.Status200OK) =>
        Wire.Json(RunDocuments.Of(run, now), RunsJsonContext.Wire.RunDocument, status);

    /// <summary>A page of runs.</summary>
    public static IResult Page(PageOf<Run> page, RunQuery query, long now) =>
        Wire.Json(RunDocuments.Of(page, query.Skip, query.Limit, now), RunsJsonContext.Wire.RunList);
}
