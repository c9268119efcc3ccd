using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Server.Runs;

/// <summary>Virtual time that goes on passing while loops of the server set their timers.</summary>
internal static class PassingTime
{
    /// <summary>
    /// Lets time pass, and go on passing by seconds until something has happened: a loop that read the clock before
    /// the first step may set its timer only after it, and would wait for ever in time that stands still.
    /// </summary>
    public static async Task PassUntilAsync(this FakeTimeProvider time, TimeSpan first, Task happened)
    {
        time.Advance(first);
        while (await Task.WhenAny(happened, Task.Delay(TimeSpan.FromMilliseconds(50))) != happened)
        {
            time.Advance(TimeSpan.FromSeconds(1));
        }

        await happened;
    }
}
