using System.Globalization;
using JobLogs.Load.Http;

namespace JobLogs.Load.Servers;

/// <summary>How much managed memory a server's objects take, after a full collection.</summary>
internal static class ManagedHeap
{
    private const string Metric = "dotnet_gc_last_collection_heap_size_bytes";

    /// <summary>Makes the process collect, then reads its <c>/metrics</c>; NaN where they don't tell.</summary>
    public static async Task<double> BytesAsync(Api api, int process)
    {
        // Twice: what a finaliser frees is only gone after the next one.
        await DiagnosticPort.CollectGarbageAsync(process);
        await DiagnosticPort.CollectGarbageAsync(process);
        var metrics = await api.GetTextAsync("/metrics");
        var generations = metrics.Split('\n').Where(line => line.StartsWith(Metric, StringComparison.Ordinal)).ToArray();
        return generations.Length == 0 ? double.NaN : generations.Sum(Value);
    }

    // name{labels} value [time]
    private static double Value(string line) =>
        double.Parse(line[(line.LastIndexOf('}') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture);
}
