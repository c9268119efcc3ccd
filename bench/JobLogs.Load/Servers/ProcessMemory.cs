namespace JobLogs.Load.Servers;

/// <summary>Memory of another process, as the kernel counts it.</summary>
internal static class ProcessMemory
{
    /// <summary>Resident memory in bytes; NaN where the system doesn't tell.</summary>
    public static double Resident(int process)
    {
        var path = $"/proc/{process}/status";
        var line = File.Exists(path) ? File.ReadLines(path).FirstOrDefault(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)) : null;
        return line is null ? double.NaN : 1024.0 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
    }
}
