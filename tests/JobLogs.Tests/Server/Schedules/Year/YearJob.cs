using JobLogs.Storage.Model;
using JobLogs.Tests.Server.Runs;

namespace JobLogs.Tests.Server.Schedules.Year;

/// <summary>One of the year's jobs, and how long its runs take.</summary>
internal sealed record YearJob(int Number, JobDefinition Definition, bool IsInterval)
{
    private static readonly string[] Zones =
        ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Shanghai", "America/Santiago", "Pacific/Chatham", "Africa/Casablanca"];

    // Many of them at the times of clock changes. The rarer a job is, the more of them there are.
    private static readonly (string Cron, bool IsInterval, int Weight)[] Crons =
    [
        ("30 2 * * *", false, 4), ("0 3 * * 1-5", false, 3), ("0 */6 * * *", true, 1), ("30 1 * * 0", false, 30),
        ("45 23 * * 6", false, 12), ("0 0 1 * *", false, 25), ("0 12 15 * *", false, 25),
    ];

    private static readonly int[] Minutes = [15, 90, 1500, 10_140, 30];

    /// <summary>Jobs with every policy, the same ones each time.</summary>
    public static YearJob[] Some(int count, DateTimeOffset start)
    {
        var random = new Random(2026);
        return [.. Enumerable.Range(1, count).Select(number => One(number, start, random))];
    }

    /// <summary>How long the run of an occurrence takes.</summary>
    public long DurationOf(long scheduledAt) => Minutes[(int)(((scheduledAt / 60_000_000) + Number) % Minutes.Length)] * 60_000_000L;

    private static YearJob One(int number, DateTimeOffset start, Random random)
    {
        var drawn = random.Next(100);
        var cron = Crons.First(cron => (drawn -= cron.Weight) < 0);
        var definition = Definitions.Papers($"job {number}") with
        {
            CronExpression = cron.Cron,
            TimeZone = Zones[random.Next(Zones.Length)],
            Concurrency = Pick(random, "skip", "queue", "allow", "replace"),
            Misfire = Pick(random, "once", "skip", "all"),
            JitterSeconds = random.Next(5) == 0 ? 3600 : 0,
            PausedUntil = random.Next(10) == 0 ? Clock.ToMicros(start.AddDays(random.Next(200))) : null,
        };
        return new YearJob(number, definition, cron.IsInterval);
    }

    private static string Pick(Random random, params ReadOnlySpan<string> words) => words[random.Next(words.Length)];
}
