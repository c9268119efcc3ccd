using System.Runtime.InteropServices;

namespace JobLogs.Load.Measuring;

/// <summary>Processor time of the calling thread, which other processes disturb less than the time on the wall.</summary>
internal static partial class ThreadCpu
{
    private const int ThreadClock = 3;

    /// <summary>Processor time so far; zero where the system doesn't tell.</summary>
    public static TimeSpan Used =>
        OperatingSystem.IsLinux() && clock_gettime(ThreadClock, out var time) == 0
            ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0)
            : TimeSpan.Zero;

    [LibraryImport("libc")]
    private static partial int clock_gettime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct TimeSpec(nint Seconds, nint Nanoseconds);
}
