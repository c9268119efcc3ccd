using JobLogs.Server.Handlers.PaperSearch.Arxiv;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Server.Handlers.PaperSearch.Arxiv;

public sealed class InProcessPacerTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly InProcessPacer _pacer;

    public InProcessPacerTests() => _pacer = new InProcessPacer(_clock, InProcessPacer.ArxivPause);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Lets_the_first_in_at_once() => _pacer.EnterAsync(Stop).AsTask().IsCompletedSuccessfully.ShouldBeTrue();

    [Fact]
    public async Task Keeps_the_second_out_while_the_first_is_in()
    {
        await _pacer.EnterAsync(Stop);

        var second = _pacer.EnterAsync(Stop).AsTask();
        _clock.Advance(TimeSpan.FromMinutes(1));

        second.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Keeps_the_pause_after_a_turn()
    {
        await (await _pacer.EnterAsync(Stop)).DisposeAsync();

        var second = _pacer.EnterAsync(Stop).AsTask();
        _clock.Advance(TimeSpan.FromMilliseconds(2999));
        var early = second.IsCompleted;
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await second.WaitAsync(Stop);

        early.ShouldBeFalse();
    }

    [Fact]
    public async Task Does_not_wait_when_the_pause_is_long_over()
    {
        await (await _pacer.EnterAsync(Stop)).DisposeAsync();
        _clock.Advance(TimeSpan.FromSeconds(3));

        _pacer.EnterAsync(Stop).AsTask().IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task Makes_everybody_rest_when_asked_to()
    {
        await using (var turn = await _pacer.EnterAsync(Stop))
        {
            turn.HoldOff(TimeSpan.FromSeconds(60));
        }

        var second = _pacer.EnterAsync(Stop).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(59));

        second.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Gives_the_turn_on_when_a_waiting_run_is_cancelled()
    {
        await (await _pacer.EnterAsync(Stop)).DisposeAsync();
        using var cancel = new CancellationTokenSource();
        var cancelled = _pacer.EnterAsync(cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(cancelled);
        _clock.Advance(TimeSpan.FromSeconds(3));

        _pacer.EnterAsync(Stop).AsTask().IsCompletedSuccessfully.ShouldBeTrue();
    }

    public void Dispose() => _pacer.Dispose();
}
