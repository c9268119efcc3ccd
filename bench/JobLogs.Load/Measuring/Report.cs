using System.Runtime.InteropServices;

namespace JobLogs.Load.Measuring;

/// <summary>Writes what was found, so that it can be pasted into docs/performance.md.</summary>
internal sealed class Report(TextWriter output)
{
    /// <summary>Says what is measured, with which command, on what kind of machine.</summary>
    public void Head(string command, string summary)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        Line(summary);
        Line($"  $ {command}");
        Line($"  {DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores, {memory:f0} GiB, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSArchitecture}");
    }

    /// <summary>Writes a line.</summary>
    public void Line(string text)
    {
        output.WriteLine(text);
        output.Flush();
    }

    /// <summary>Says whether a figure that must not be lower reaches its target.</summary>
    public void AtLeast(double target, double measured, string what) => Verdict(what, measured, '≥', target, measured >= target);

    /// <summary>Says whether a figure that must not be higher reaches its target.</summary>
    public void AtMost(double target, double measured, string what) => Verdict(what, measured, '≤', target, measured <= target);

    private void Verdict(string what, double measured, char relation, double target, bool met) =>
        Line($"  {(met ? "met   " : "MISSED")}  {what}: {Figure.Of(measured)} (target {relation} {Figure.Of(target)})");
}
