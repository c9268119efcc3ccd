using BenchmarkDotNet.Running;
using JobLogs.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(BenchmarkAssembly).Assembly).Run(args);
