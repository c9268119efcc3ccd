using System.Runtime.InteropServices;

namespace JobLogs.Load.Measuring;

/// <summary>Sleeps to about 0.1 ms where the system can; <see cref="Thread.Sleep(TimeSpan)"/> knows whole milliseconds only.</summary>
internal static partial class NativeSleep
{
    /// <summary>Waits.</summary>
    public static void For(TimeSpan duration)
    {
        if (!OperatingSystem.IsLinux())
        {
            Thread.Sleep(duration);
            return;
        }

        var time = new TimeSpec((nint)duration.TotalSeconds, (nint)(duration.Ticks % TimeSpan.TicksPerSecond * 100));
        _ = nanosleep(time, 0);
    }

    [LibraryImport("libc")]
    private static partial int nanosleep(in TimeSpec wanted, nint left);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct TimeSpec(nint Seconds, nint Nanoseconds);
}
