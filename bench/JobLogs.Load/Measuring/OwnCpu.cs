namespace JobLogs.Load.Measuring;

/// <summary>Processor time of this program, beside what it measures: other processes disturb it less.</summary>
internal static class OwnCpu
{
    /// <summary>Returns what <paramref name="measure"/> does, and microseconds of processor time for each of <paramref name="entries"/>.</summary>
    public static async Task<double[]> MeasureAsync(int entries, Func<Task<double>> measure)
    {
        var before = Environment.CpuUsage.TotalTime;
        var rate = await measure();
        return [rate, (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / entries];
    }
}
