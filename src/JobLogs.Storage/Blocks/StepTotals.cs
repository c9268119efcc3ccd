using System.Runtime.InteropServices;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Blocks;

/// <summary>Counts matches by step and gathers their durations. Hot.</summary>
internal sealed class StepTotals(bool counts, bool durations) : IMatchSink
{
    private readonly Utf8Names _steps = new();
    private readonly List<LevelCounts> _counts = [];
    private readonly List<DurationCounts?> _durations = [];

    /// <summary>How many distinct durations it holds: what it takes in memory.</summary>
    internal int Size => _durations.Sum(step => step?.Distinct ?? 0);

    /// <inheritdoc />
    public EntryFields Fields =>
        (counts ? EntryFields.Level | EntryFields.Step : EntryFields.None)
        | (durations ? EntryFields.Step | EntryFields.Duration : EntryFields.None);

    /// <summary>The counts, most first; entries without a step count nowhere.</summary>
    internal IReadOnlyList<StepCount> Counts =>
    [
        .. Named(_counts).Where(step => step.Name.Length > 0 && step.Value.Total > 0).Select(step => new StepCount(step.Name, step.Value))
            .OrderByDescending(step => step.Counts.Total).ThenBy(step => step.Step, StringComparer.Ordinal),
    ];

    /// <summary>The durations, the step with most of them first.</summary>
    internal IReadOnlyList<StepDurations> Durations =>
    [
        .. Named(_durations).Where(step => step.Value is not null)
            .Select(step => step.Value!.Summarise(step.Name.Length > 0 ? step.Name : null))
            .OrderByDescending(step => step.Count).ThenBy(step => step.Step, StringComparer.Ordinal),
    ];

    /// <inheritdoc />
    public bool TryTake(in Block block, LevelCounts matches) => !counts && !durations;

    /// <inheritdoc />
    public void Take(in EntryView entry)
    {
        var hasDuration = durations && entry.DurationMs >= 0;
        if (!counts && !hasDuration)
        {
            return;
        }

        var step = NumberOf(entry.Step);
        if (counts)
        {
            ref var count = ref CollectionsMarshal.AsSpan(_counts)[step];
            count = count.Plus(entry.Level);
        }

        if (hasDuration)
        {
            (_durations[step] ??= new DurationCounts()).Add(entry.DurationMs);
        }
    }

    /// <summary>Adds what <paramref name="other"/> has counted, which stays as it is.</summary>
    internal void Add(StepTotals other)
    {
        for (var number = 0; number < other._counts.Count; number++)
        {
            var step = NumberOf(System.Text.Encoding.UTF8.GetBytes(other._steps[number]));
            _counts[step] += other._counts[number];
            if (other._durations[number] is { } more)
            {
                _durations[step] = more.Plus(_durations[step]);
            }
        }
    }

    private int NumberOf(ReadOnlySpan<byte> name)
    {
        var step = _steps.NumberOf(name);
        if (step == _counts.Count)
        {
            _counts.Add(default);
            _durations.Add(null);
        }

        return step;
    }

    private IEnumerable<(string Name, T Value)> Named<T>(List<T> values) => values.Select((value, number) => (_steps[number], value));
}
