using System.Net;
using JobLogs.Cli.Output;
using JobLogs.Client;
using JobLogs.Protocol.Problems;

namespace JobLogs.Tests.Cli.Output;

/// <summary>The numbers of docs/cli.md.</summary>
public sealed class ExitCodesTests
{
    [Theory]
    [InlineData(400, "bad_request", 3)]
    [InlineData(401, "not_signed_in", 6)]
    [InlineData(403, "role_too_low", 6)]
    [InlineData(404, "not_found", 4)]
    [InlineData(409, "already_running", 3)]
    [InlineData(429, "too_busy", 5)]
    [InlineData(503, "database_unavailable", 5)]
    public void A_refusal_has_the_code_of_its_kind(int status, string code, int expected) =>
        ExitCodes.Of(new JobLogsException(new ProblemDocument { Type = "urn:x", Title = "No", Status = status, Detail = "no", Code = code })).ShouldBe(expected);

    [Fact]
    public void So_has_everything_else_that_can_go_wrong()
    {
        ExitCodes.Of(new JobLogsException(JobLogsException.Unreachable, "away")).ShouldBe(5);
        ExitCodes.Of(new CliException("wrong")).ShouldBe(2);
        ExitCodes.Of(new IOException("full")).ShouldBe(1);
        ExitCodes.Of(new UnauthorizedAccessException()).ShouldBe(1);
        ExitCodes.Of(new OperationCanceledException()).ShouldBe(130);
        ExitCodes.Of(new InvalidOperationException()).ShouldBeNull();
    }

    [Theory]
    [InlineData("completed", 0)]
    [InlineData("failed", 10)]
    [InlineData("cancelled", 11)]
    [InlineData("timed_out", 12)]
    [InlineData("interrupted", 13)]
    [InlineData("skipped", 14)]
    [InlineData("deleted", 15)]
    public void A_followed_runs_outcome_is_the_code(string status, int code) => ExitCodes.OfRun(status).ShouldBe(code);

    [Fact]
    public void An_answer_that_is_none_of_ours_is_no_missing_thing() =>
        ExitCodes.Of(new JobLogsException(JobLogsException.UnexpectedAnswer, "a web page") { Status = HttpStatusCode.NotFound }).ShouldBe(3);
}
