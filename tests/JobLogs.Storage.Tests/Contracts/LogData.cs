using CsCheck;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Tests.Filters;

namespace JobLogs.Storage.Tests.Contracts;

/// <summary>Random entries, a random history of several jobs, and random questions about it.</summary>
internal static class LogData
{
    public const long Start = 1_700_000_000_000_000;

    public static readonly Gen<WrittenEntry> Entry = Gen.Select(
        Gen.OneOf(Texts.Any, Gen.Int[0, 99].Select(number => $"Downloaded paper 2301.{number:00000} 处理论文")),
        Gen.Int[0, 99],
        Gen.Int[0, 9],
        Gen.Int[0, 30],
        Gen.Long[-200_000_000, 200_000_000]).Select((message, level, step, rare, jitter) => new WrittenEntry
        {
            Message = message,
            Level = level < 20 ? EntryLevel.Debug : level < 90 ? EntryLevel.Info : level < 96 ? EntryLevel.Warning : level < 99 ? EntryLevel.Error : EntryLevel.Critical,
            Step = step < 8 ? $"step_{step}" : null,
            DurationMs = rare % 3 == 0 ? (rare * 7) + step : null,
            PaperId = rare == 1 ? $"2301.{level:00000}" : null,
            ErrorCode = level >= 96 ? $"E{step % 3}" : null,
            LoggerName = rare == 2 ? "papers.download" : null,
            Attempt = rare == 3 ? 2 : rare == 4 ? 1 : 0,
            Details = rare % 2 == 0 ? """{"k": [1, "二"]}""" : null,
            TimestampMicros = jitter,
        });

    /// <summary>Several jobs and runs, several blocks each, one job cleaned up in part and one deleted.</summary>
    public static async Task<(LogScript Script, JobId[] Jobs)> WriteAsync(IStoreWriter writer, int seed)
    {
        var script = new LogScript(writer);
        var random = new Random(seed);
        var jobs = new List<JobId>();
        for (var i = 0; i < 5; i++)
        {
            jobs.Add(await script.CreateJobAsync($"job {i}"));
        }

        var runs = new List<RunId>();
        for (var round = 0; round < 60; round++)
        {
            if (round % 6 == 0)
            {
                runs.Add(await script.StartRunAsync(jobs[Math.Min(random.Next(6), 4)]));
                runs.Add(await script.StartRunAsync(jobs[0]));
            }

            await script.CommitAsync([.. Commands(runs, random, round)]);
            if (round == 40)
            {
                await CleanUpAsync(script, jobs, runs);
            }
        }

        await script.DeleteAsync(jobs[4]);
        return (script, [.. jobs]);
    }

    public static Gen<LogFilter> Filter(LogScript script) => Gen.Select(
        Gen.Int[0, 13], Gen.Int[0, 13], Gen.Int[0, script.Entries.Count - 1], Gen.Int[0, 40], Gen.Int[1, 6], Gen.Int[0, 4])
        .Select((first, second, sample, start, length, level) =>
            With(With(LogFilter.None, first, script.Entries[sample], start, length, level), second, script.Entries[sample], start, length, level));

    private static LogFilter With(LogFilter filter, int kind, WrittenEntry sample, int start, int length, int level) => kind switch
    {
        0 => filter with { Levels = LevelSet.AtLeast((EntryLevel)level) },
        1 => filter with { Levels = LevelSet.Of((EntryLevel)level) },
        2 => filter with { Search = Cut(sample.Message, start, length) },
        3 => filter with { Search = Cut(TextFold.Fold(sample.Message), start, length * 2) },
        4 => filter with { Steps = ["step_1"] },
        5 => filter with { Steps = ["step_2", "step_3"] },
        6 => filter with { StartMicros = sample.TimestampMicros },
        7 => filter with { EndMicros = sample.TimestampMicros },
        8 => filter with { FromSeq = sample.Seq, ToSeq = sample.Seq + (start * 20) },
        9 => filter with { ErrorCode = "E1" },
        10 => filter with { Run = sample.Run },
        11 => filter with { Attempt = 1 + (level % 2), PaperId = sample.PaperId },
        12 => filter with { LoggerName = sample.LoggerName ?? "papers.download" },
        _ => filter,
    };

    private static string? Cut(string text, int start, int length)
    {
        var runes = text.EnumerateRunes().ToArray();
        var cut = string.Concat(runes.Skip(runes.Length == 0 ? 0 : start % runes.Length).Take(length));
        return cut.Length == 0 ? null : cut;
    }

    private static IEnumerable<StoreCommand> Commands(List<RunId> runs, Random random, int round)
    {
        var seed = new PCG((uint)random.Next());
        for (var i = 0; i < 3; i++)
        {
            var run = runs[random.Next(runs.Count)];
            var entries = Enumerable.Range(0, random.Next(60)).Select(_ => Entry.Generate(seed, null, out Size _))
                .Select(entry => entry with { TimestampMicros = Start + (round * 60_000_000L) + entry.TimestampMicros });
            yield return LogScript.Append(run, [.. entries]);
            if (random.Next(3) == 0)
            {
                yield return new AppendMetrics(run, [new MetricValue(Start + (round * 60_000_000L), "papers", i, "counter", null)]);
            }
        }
    }

    private static async Task CleanUpAsync(LogScript script, List<JobId> jobs, List<RunId> runs)
    {
        foreach (var run in runs.Where((_, i) => i % 4 != 3).ToList())
        {
            await script.FinishAsync(run);
        }

        await script.RemoveBeforeAsync(jobs[0], Start + (12 * 60_000_000L), maxRows: 300);
        await script.RemoveBeforeAsync(jobs[1], Start + (80 * 60_000_000L), maxRows: 5000);
    }
}
