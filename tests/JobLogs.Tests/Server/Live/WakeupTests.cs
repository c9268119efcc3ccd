using System.Diagnostics.Metrics;
using JobLogs.Server.Live;
using JobLogs.Server.Live.Tails;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Server.Live;

public sealed class WakeupTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Wakeup _wakeup;

    public WakeupTests()
    {
        var meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        _wakeup = new Wakeup(_time, TimeSpan.FromMilliseconds(5), new LiveMetrics(meters));
    }

    [Fact]
    public async Task The_first_ask_wakes_at_once_and_the_next_after_a_pause()
    {
        var signals = Follow(200);
        _wakeup.Ask();
        await AllAsync(signals);

        _wakeup.Ask();
        _wakeup.Ask();
        var waiting = AllAsync(signals);
        _time.Advance(TimeSpan.FromMilliseconds(4));
        waiting.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await waiting;
    }

    [Fact]
    public async Task With_few_followers_the_pause_is_short()
    {
        var signals = Follow(1);
        _wakeup.Ask();
        await AllAsync(signals);

        _wakeup.Ask();
        var waiting = AllAsync(signals);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await waiting;
    }

    [Fact]
    public async Task What_was_asked_during_a_wake_up_is_not_lost()
    {
        var signal = Follow(1)[0];
        for (var round = 0; round < 100; round++)
        {
            _wakeup.Ask();
            _time.Advance(TimeSpan.FromMilliseconds(5));
            await signal.WaitAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    private List<Signal> Follow(int count)
    {
        var signals = Enumerable.Range(0, count).Select(_ => new Signal()).ToList();
        signals.ForEach(_wakeup.Add);
        return signals;
    }

    private static Task AllAsync(IEnumerable<Signal> signals) =>
        Task.WhenAll(signals.Select(signal => signal.WaitAsync().AsTask())).WaitAsync(TimeSpan.FromSeconds(30));
}
