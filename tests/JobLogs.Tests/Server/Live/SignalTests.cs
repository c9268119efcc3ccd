using JobLogs.Server.Live.Tails;

namespace JobLogs.Tests.Server.Live;

public sealed class SignalTests
{
    [Fact]
    public async Task Set_before_waiting_it_does_not_wait()
    {
        var signal = new Signal();
        signal.Set();
        signal.Set();

        signal.WaitAsync().AsTask().IsCompleted.ShouldBeTrue();
        var second = signal.WaitAsync().AsTask();
        second.IsCompleted.ShouldBeFalse();
        signal.Set();
        await second;
    }

    [Fact]
    public async Task Nothing_that_is_set_is_lost_between_threads()
    {
        const int Rounds = 100_000;
        var signal = new Signal();
        var written = 0;
        var writer = Task.Run(() =>
        {
            for (var i = 1; i <= Rounds; i++)
            {
                Volatile.Write(ref written, i);
                signal.Set();
            }
        });

        while (Volatile.Read(ref written) < Rounds)
        {
            await signal.WaitAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        }

        await writer;
    }

    [Fact]
    public async Task Waiting_allocates_nothing()
    {
        var signal = new Signal();
        for (var i = 0; i < 1000; i++)
        {
            signal.Set();
            await signal.WaitAsync();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            signal.Set();
            await signal.WaitAsync();
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
