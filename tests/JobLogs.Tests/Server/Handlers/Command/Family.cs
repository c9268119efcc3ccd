using System.Diagnostics;
using JobLogs.Protocol.Ids;
using JobLogs.Server.Handlers.Command;

namespace JobLogs.Tests.Server.Handlers.Command;

/// <summary>The processes that tests leave behind, or don't.</summary>
internal static class Family
{
    private static long _run = Environment.ProcessId * 1_000_000L;

    /// <summary>The number of a run that no other test's processes are marked with.</summary>
    public static long NextRun() => Interlocked.Increment(ref _run);

    /// <summary>What lives of a run's command.</summary>
    public static IReadOnlyCollection<int> Of(RecordingContext context) => ProcessFamily.Find(null, $"JOBLOGS_RUN_ID={RunIdText.ToText(context.Run.Id.Number)}");

    /// <summary>Ends a process that a command left behind on purpose.</summary>
    public static void Kill(string id)
    {
        using var process = Process.GetProcessById(int.Parse(id));
        process.Kill();
    }
}
