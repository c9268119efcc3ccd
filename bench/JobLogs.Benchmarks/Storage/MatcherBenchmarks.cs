using BenchmarkDotNet.Attributes;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Benchmarks.Storage;

/// <summary>The matcher over 256 entries; divide by that.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class MatcherBenchmarks
{
    private readonly EntryMatcher _levels = new(new LogFilter { Levels = LevelSet.AtLeast(EntryLevel.Error) });
    private readonly EntryMatcher _english = new(new LogFilter { Search = "Zirconium" });
    private readonly EntryMatcher _chinese = new(new LogFilter { Search = "锆石" });
    private readonly EntryMatcher _mixed = new(new LogFilter { Search = "архив" });

    /// <summary>By level.</summary>
    [Benchmark(OperationsPerInvoke = 256)]
    public int Levels() => Count(_levels);

    /// <summary>A word that must be folded.</summary>
    [Benchmark(OperationsPerInvoke = 256)]
    public int English() => Count(_english);

    /// <summary>A word without case.</summary>
    [Benchmark(OperationsPerInvoke = 256)]
    public int Chinese() => Count(_chinese);

    /// <summary>A word with case beyond ASCII.</summary>
    [Benchmark(OperationsPerInvoke = 256)]
    public int Cyrillic() => Count(_mixed);

    private static int Count(EntryMatcher matcher)
    {
        var matches = 0;
        for (var i = 0; i < 256; i++)
        {
            matches += matcher.Matches(SampleEntry.At(i)) ? 1 : 0;
        }

        return matches;
    }
}
