using JobLogs.Client;
using JobLogs.Client.Http;
using JobLogs.Client.Http.Following;
using JobLogs.Protocol.Problems;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Client.Http.Following;

public sealed class FollowerTests
{
    private static readonly FollowOptions Options = new() { LongestPause = TimeSpan.FromSeconds(30) };
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Each_connection_goes_on_after_the_last_cursor_that_was_seen()
    {
        var connection = new ScriptedConnection(
            [At("c1"), new FollowEvent.CaughtUp()],
            [Lost()],
            [At("c2"), Lost()],
            [new FollowEvent.Ended("completed", 2) { Cursor = "c3" }]);

        var told = await FollowAsync(connection);

        connection.AskedAfter.ShouldBe([null, "c1", "c1", "c2"]);
        told.Where(happened => happened is not FollowEvent.Reconnecting).Select(happened => happened.Cursor).ShouldBe(["c1", null, "c2", "c3"]);
    }

    [Fact]
    public async Task Pauses_grow_with_each_failure_in_a_row_and_begin_anew_after_a_success()
    {
        var connection = new ScriptedConnection([Lost()], [Lost()], [Lost()], [At("c1"), Lost()], [new FollowEvent.Ended("failed", 0)]);

        var pauses = (await FollowAsync(connection)).OfType<FollowEvent.Reconnecting>().Select(happened => happened.Pause.TotalMilliseconds).ToArray();

        pauses.Length.ShouldBe(4);
        pauses[0].ShouldBeInRange(125, 250);
        pauses[1].ShouldBeInRange(250, 500);
        pauses[2].ShouldBeInRange(500, 1000);
        pauses[3].ShouldBeInRange(125, 250);
    }

    [Fact]
    public async Task The_pause_is_at_least_what_the_server_asks_for()
    {
        var busy = new JobLogsException(
            new ProblemDocument { Type = "", Title = "", Status = 503, Detail = "", Code = ProblemCodes.TooManyConnections }, TimeSpan.FromSeconds(20));
        var connection = new ScriptedConnection([busy], [new FollowEvent.Ended("completed", 0)]);

        var told = await FollowAsync(connection);

        told.OfType<FollowEvent.Reconnecting>().Single().Pause.ShouldBe(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_refusal_ends_the_following()
    {
        var refused = new JobLogsException(new ProblemDocument { Type = "", Title = "", Status = 404, Detail = "no", Code = ProblemCodes.NotFound });

        (await Should.ThrowAsync<JobLogsException>(FollowAsync(new ScriptedConnection([At("c1"), refused])))).ShouldBe(refused);
    }

    [Fact]
    public async Task After_more_failures_in_a_row_than_allowed_the_last_one_is_told()
    {
        var last = Lost();

        var told = await Should.ThrowAsync<JobLogsException>(FollowAsync(new ScriptedConnection([Lost()], [Lost()], [last]), Options with { MaxFailures = 2 }));

        told.ShouldBe(last);
    }

    private async Task<List<FollowEvent>> FollowAsync(ScriptedConnection connection, FollowOptions? options = null)
    {
        var request = new FollowRequest(LogSource.Run("run_1"), null, null, null, 100, TimeSpan.FromSeconds(75));
        var told = new List<FollowEvent>();
        using var over = new CancellationTokenSource();
        var passing = _time.PassAsync(over.Token);
        try
        {
            await foreach (var happened in new Follower(connection, _time).FollowAsync(request, options ?? Options, CancellationToken.None))
            {
                told.Add(happened);
            }
        }
        finally
        {
            await over.CancelAsync();
            await passing;
        }

        return told;
    }

    private static FollowEvent.Checkpoint At(string cursor) => new() { Cursor = cursor };

    private static JobLogsException Lost() => new(JobLogsException.Unreachable, "lost");
}
