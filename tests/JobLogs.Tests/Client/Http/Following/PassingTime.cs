using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Client.Http.Following;

/// <summary>Lets virtual time go on for as long as something waits for it.</summary>
internal static class PassingTime
{
    /// <summary>Lets time pass, a second at a time, until it is cancelled.</summary>
    public static async Task PassAsync(this FakeTimeProvider time, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }
}
