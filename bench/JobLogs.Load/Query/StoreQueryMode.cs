using System.Diagnostics;
using System.Text;
using JobLogs.Load.Entries;
using JobLogs.Load.Measuring;
using JobLogs.Load.Store;
using JobLogs.Storage.Blocks;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Load.Query;

/// <summary>
/// Measures queries in the store, without HTTP, beside what they must be compared with: reading 100 rows by key, or showing
/// every row to the matcher. Each is asked for the first time (the blocks are known, the filter is not), then again.
/// </summary>
internal sealed class StoreQueryMode : IMode
{
    private const int MostWords = 9;

    /// <inheritdoc />
    public string Name => "store-query";

    /// <inheritdoc />
    public string Summary => "queries in the store without HTTP, against reading 100 rows by key or showing every row to the matcher";

    /// <inheritdoc />
    public IReadOnlyList<Option> Options =>
    [
        new("entries", "1000000", "entries in the job"),
        PostgresSchema.Option,
        new("file", "", "a SQLite database to measure as it is, or to make; default: a new one that is removed again"),
    ];

    /// <inheritdoc />
    public async Task RunAsync(Arguments arguments, Report report)
    {
        var entries = arguments.Number("entries");
        await using var target = arguments.Text(PostgresSchema.Option.Name).Length > 0
            ? await PostgresQueryTarget.OpenAsync(arguments)
            : (IQueryTarget)await SqliteQueryTarget.OpenAsync(arguments);
        var jobs = await target.Store.Jobs.ListAsync(new JobQuery(false, null, 0, 1), CancellationToken.None);
        var started = Stopwatch.GetTimestamp();
        var job = jobs.Items.Count > 0 ? jobs.Items[0].Id : await QueryLog.WriteAsync(target.Store.Writer, entries);
        report.Line($"  {entries:N0} entries in one job, written in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s");
        await MeasureAsync(report, arguments.Number("rounds"), target, job);
    }

    private static async Task MeasureAsync(Report report, int rounds, IQueryTarget readers, JobId job)
    {
        report.Line($"{"",-44}{"first ms",10}{"again ms",10}{"raw ms",10}{"first/raw",10}{"again/raw",10}");
        for (var round = 0; round < rounds; round++)
        {
            await NewestAsync(report, readers, job, "newest 100, count", LogFilter.None);
            await NewestAsync(report, readers, job, "min_level=ERROR, newest 100, count", new LogFilter { Levels = LevelSet.AtLeast(EntryLevel.Error) });
            await SearchAsync(report, readers, job, "absent word", Vocabulary.AbsentEnglish);
            await SearchAsync(report, readers, job, "rare word", Vocabulary.RareEnglish);
            await SearchAsync(report, readers, job, "rare Chinese", Vocabulary.RareChinese);
            await SearchAsync(report, readers, job, "common Chinese", Vocabulary.Chinese);
            await SearchAsync(report, readers, job, "common English", Vocabulary.English);
            await StatisticsAsync(report, readers, job, "levels", new StatisticsQuery { Scope = LogScope.OfJob(job), Steps = false, Durations = false });
            await StatisticsAsync(report, readers, job, "levels, histogram 1 h", new StatisticsQuery { Scope = LogScope.OfJob(job), Steps = false, Durations = false, IntervalMicros = 3_600_000_000 });
            await StatisticsAsync(report, readers, job, "levels, 60 buckets", new StatisticsQuery { Scope = LogScope.OfJob(job), Steps = false, Durations = false, Buckets = 60 });
            await StatisticsAsync(report, readers, job, "all with steps and durations", new StatisticsQuery { Scope = LogScope.OfJob(job), IntervalMicros = 3_600_000_000 });
            report.Line("");
        }
    }

    private static async Task NewestAsync(Report report, IQueryTarget readers, JobId job, string name, LogFilter filter)
    {
        var query = new LogQuery { Scope = LogScope.OfJob(job), Filter = filter, Limit = 100 };
        var raw = await TimeAsync(readers, async snapshot =>
        {
            var last = (await snapshot.FindJobAsync(job, CancellationToken.None))!.Value.LastSeq;
            using var batch = new EntryBatch(100);
            await snapshot.FetchAsync(Enumerable.Range(0, 100).Select(i => EntryKey.Of(job, last - i)).ToArray(), batch, CancellationToken.None);
        });
        await ReportAsync(report, readers, name, raw, async (log, snapshot) => (await log.ReadAsync(snapshot, query, CancellationToken.None)).Dispose(), job);
    }

    // Words differ in how many blocks their n-grams point to, so it's the median of some, each asked for the first time.
    private static async Task SearchAsync(Report report, IQueryTarget readers, JobId job, string name, byte[][] words)
    {
        var (raw, first, again) = (new List<double>(), new List<double>(), new List<double>());
        foreach (var word in words.Take(MostWords))
        {
            var filter = new LogFilter { Search = Encoding.UTF8.GetString(word) };
            var query = new LogQuery { Scope = LogScope.OfJob(job), Filter = filter, Limit = 100 };
            raw.Add(raw.Count < 3 ? await ScanAsync(readers, job, filter) : raw[^1]);
            var times = await TwiceAsync(readers, async (log, snapshot) => (await log.ReadAsync(snapshot, query, CancellationToken.None)).Dispose(), job);
            first.Add(times.First);
            again.Add(times.Again);
        }

        Line(report, $"search: {name}, median of {first.Count}", Rounds.Median(raw), Rounds.Median(first), Rounds.Median(again));
    }

    private static async Task StatisticsAsync(Report report, IQueryTarget readers, JobId job, string name, StatisticsQuery query)
    {
        var scan = await ScanAsync(readers, job, new LogFilter { Levels = LevelSet.AtLeast(EntryLevel.Info), StartMicros = 0 });
        await ReportAsync(report, readers, $"statistics: {name}", scan, async (log, snapshot) => await log.StatisticsAsync(snapshot, query, CancellationToken.None), job);
    }

    private static Task<double> ScanAsync(IQueryTarget readers, JobId job, LogFilter filter) => TimeAsync(readers, async snapshot =>
    {
        var scan = new MatcherScan(new EntryMatcher(filter));
        await snapshot.VisitAsync(job, new[] { new SeqRange(1, EntryKey.MaxSeq) }, descending: false, scan.Matcher.Fields, scan, CancellationToken.None);
    });

    private static async Task ReportAsync(Report report, IQueryTarget readers, string name, double raw, Func<LogReader, ILogSnapshot, Task> ask, JobId job)
    {
        var (first, again) = await TwiceAsync(readers, ask, job);
        Line(report, name, raw, first, again);
    }

    private static void Line(Report report, string name, double raw, double first, double again) =>
        report.Line($"{name,-44}{first,10:F3}{again,10:F3}{raw,10:F3}{first / raw,10:F3}{again / raw,10:F3}");

    private static async Task<(double First, double Again)> TwiceAsync(IQueryTarget readers, Func<LogReader, ILogSnapshot, Task> ask, JobId job)
    {
        var log = new LogReader(new BlockCache());
        await TimeAsync(readers, async snapshot => (await log.ReadAsync(
            snapshot, new LogQuery { Scope = LogScope.OfJob(job), Limit = 1 }, CancellationToken.None)).Dispose());
        return (await TimeAsync(readers, snapshot => ask(log, snapshot)), await TimeAsync(readers, snapshot => ask(log, snapshot)));
    }

    private static async Task<double> TimeAsync(IQueryTarget target, Func<ILogSnapshot, Task> read)
    {
        var taken = 0.0;
        await target.ReadAsync(async snapshot =>
        {
            var started = Stopwatch.GetTimestamp();
            await read(snapshot);
            taken = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        });
        return taken;
    }

    private sealed class MatcherScan(EntryMatcher matcher) : IEntryVisitor
    {
        public EntryMatcher Matcher { get; } = matcher;

        public long Matches { get; private set; }

        public bool Visit(in EntryView entry)
        {
            Matches += Matcher.Matches(entry) ? 1 : 0;
            return true;
        }
    }
}
