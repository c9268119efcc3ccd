namespace JobLogs.Benchmarks;

/// <summary>Names the assembly whose benchmarks are offered.</summary>
internal sealed class BenchmarkAssembly;
