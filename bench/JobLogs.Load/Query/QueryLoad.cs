using System.Diagnostics;
using JobLogs.Storage.Blocks;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;
using JobLogs.Storage.Sqlite;
using JobLogs.Storage.Sqlite.Connections;
using JobLogs.Storage.Sqlite.Reading;

namespace JobLogs.Load.Query;

/// <summary>
/// Measures queries in the store, without HTTP, beside what they must be compared with: reading 100 rows by key, or showing
/// every row to the matcher. Each is asked for the first time (the blocks are known, the filter is not), then again.
/// </summary>
internal static class QueryLoad
{
    private const int Rounds = 3;

    /// <summary>Measures <c>store-query [entries] [file]</c>; a file that is there already is measured as it is.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var entries = args.Length > 0 ? int.Parse(args[0]) : 1_000_000;
        var folder = Directory.CreateTempSubdirectory("joblogs-query-");
        try
        {
            var options = new SqliteStoreOptions { Path = args.Length > 1 ? args[1] : Path.Combine(folder.FullName, "query.db") };
            await using var store = await SqliteStore.OpenAsync(options, TimeProvider.System, CancellationToken.None);
            var jobs = await store.Jobs.ListAsync(new JobQuery(false, null, 0, 1), CancellationToken.None);
            var started = Stopwatch.GetTimestamp();
            var job = jobs.Items.Count > 0 ? jobs.Items[0].Id : await new QueryLog().WriteAsync(store.Writer, entries);
            Console.WriteLine($"{entries:N0} entries in one job, written in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s");
            await MeasureAsync(store, options, job);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(SqliteStore store, SqliteStoreOptions options, JobId job)
    {
        using var readers = new ReaderPool(options);
        Console.WriteLine($"{"",-44}{"first ms",10}{"again ms",10}{"raw ms",10}{"first/raw",10}{"again/raw",10}");
        for (var round = 0; round < Rounds; round++)
        {
            await NewestAsync(readers, job, "newest 100, count", LogFilter.None);
            await NewestAsync(readers, job, "min_level=ERROR, newest 100, count", new LogFilter { Levels = LevelSet.AtLeast(EntryLevel.Error) });
            await SearchAsync(readers, job, "absent word", QueryLog.AbsentWord);
            await SearchAsync(readers, job, "rare word", QueryLog.RareWord);
            await SearchAsync(readers, job, "rare Chinese", QueryLog.RareChinese);
            await SearchAsync(readers, job, "common Chinese", QueryLog.CommonChinese);
            await SearchAsync(readers, job, "common English", "downloaded");
            await StatisticsAsync(readers, job, "levels", new StatisticsQuery { Scope = LogScope.OfJob(job), Steps = false, Durations = false });
            await StatisticsAsync(readers, job, "levels, histogram 1 h", new StatisticsQuery { Scope = LogScope.OfJob(job), Steps = false, Durations = false, IntervalMicros = 3_600_000_000 });
            await StatisticsAsync(readers, job, "levels, 60 buckets", new StatisticsQuery { Scope = LogScope.OfJob(job), Steps = false, Durations = false, Buckets = 60 });
            await StatisticsAsync(readers, job, "all with steps and durations", new StatisticsQuery { Scope = LogScope.OfJob(job), IntervalMicros = 3_600_000_000 });
            Console.WriteLine();
        }
    }

    private static async Task NewestAsync(ReaderPool readers, JobId job, string name, LogFilter filter)
    {
        var query = new LogQuery { Scope = LogScope.OfJob(job), Filter = filter, Limit = 100 };
        var raw = await TimeAsync(readers, async snapshot =>
        {
            var last = (await snapshot.FindJobAsync(job, CancellationToken.None))!.Value.LastSeq;
            using var batch = new EntryBatch(100);
            await snapshot.FetchAsync(Enumerable.Range(0, 100).Select(i => EntryKey.Of(job, last - i)).ToArray(), batch, CancellationToken.None);
        });
        await ReportAsync(readers, name, raw, async (log, snapshot) => (await log.ReadAsync(snapshot, query, CancellationToken.None)).Dispose(), job);
    }

    private static async Task SearchAsync(ReaderPool readers, JobId job, string name, string text)
    {
        var filter = new LogFilter { Search = text };
        var query = new LogQuery { Scope = LogScope.OfJob(job), Filter = filter, Limit = 100 };
        await ReportAsync(
            readers,
            $"search: {name}",
            await ScanAsync(readers, job, filter),
            async (log, snapshot) => (await log.ReadAsync(snapshot, query, CancellationToken.None)).Dispose(),
            job);
    }

    private static async Task StatisticsAsync(ReaderPool readers, JobId job, string name, StatisticsQuery query)
    {
        var scan = await ScanAsync(readers, job, new LogFilter { Levels = LevelSet.AtLeast(EntryLevel.Info), StartMicros = 0 });
        await ReportAsync(readers, $"statistics: {name}", scan, async (log, snapshot) => await log.StatisticsAsync(snapshot, query, CancellationToken.None), job);
    }

    private static Task<double> ScanAsync(ReaderPool readers, JobId job, LogFilter filter) => TimeAsync(readers, async snapshot =>
    {
        var scan = new MatcherScan(new EntryMatcher(filter));
        await snapshot.VisitAsync(job, new[] { new SeqRange(1, EntryKey.MaxSeq) }, descending: false, scan.Matcher.Fields, scan, CancellationToken.None);
    });

    private static async Task ReportAsync(ReaderPool readers, string name, double raw, Func<LogReader, ILogSnapshot, Task> ask, JobId job)
    {
        var log = new LogReader(new BlockCache());
        await TimeAsync(readers, async snapshot => (await log.ReadAsync(
            snapshot, new LogQuery { Scope = LogScope.OfJob(job), Limit = 1 }, CancellationToken.None)).Dispose());
        var first = await TimeAsync(readers, snapshot => ask(log, snapshot));
        var again = await TimeAsync(readers, snapshot => ask(log, snapshot));
        Console.WriteLine($"{name,-44}{first,10:F3}{again,10:F3}{raw,10:F3}{first / raw,10:F3}{again / raw,10:F3}");
    }

    private static async Task<double> TimeAsync(ReaderPool readers, Func<ILogSnapshot, Task> read)
    {
        using var reader = await readers.RentAsync(CancellationToken.None);
        var started = Stopwatch.GetTimestamp();
        await read(new SqliteLogSnapshot(reader.Connection));
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
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
