using CsCheck;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Tests.Contracts;

/// <summary>What reading pages of the log promises, whatever the database.</summary>
public abstract class LogReadingContract : StoreContract
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Answers_every_question_as_a_plain_scan_would(int seed)
    {
        var (script, jobs) = await LogData.WriteAsync(Store.Writer, seed);
        var query = Gen.Select(Gen.Int[0, 9], LogData.Filter(script), Gen.Int[0, script.Entries.Count - 1], Gen.Int[0, 12], Gen.Int[0, 300], Gen.Int[1, 300])
            .Select((scope, filter, at, cursors, skip, limit) => new LogQuery
            {
                Scope = ScopeOf(scope, script, jobs, at),
                Filter = filter,
                After = cursors is 1 or 2 or 3 ? script.Entries[at].Place : null,
                Before = cursors is 3 or 4 or 5 ? script.Entries[(at * 7) % script.Entries.Count].Place : null,
                Descending = cursors % 2 == 0,
                ByTimestamp = cursors is 7 or 8,
                Skip = skip < 150 ? 0 : skip,
                Limit = limit,
                Count = cursors != 9,
            });

        await query.SampleAsync(async asked => await ShouldBeAsScanned(script, asked), iter: Questions, threads: 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Paging_by_cursor_misses_and_repeats_nothing_while_entries_are_added(bool descending)
    {
        var script = new LogScript(Store.Writer);
        var runs = new List<RunId> { await script.StartRunAsync(await script.CreateJobAsync("a")), await script.StartRunAsync(await script.CreateJobAsync("b")) };
        await AppendManyAsync(script, runs, 400);
        var before = script.Entries.ToList();
        var read = new List<WrittenEntry>();
        var query = new LogQuery { Scope = LogScope.All, Descending = descending, Limit = 70, Count = false };
        for (var more = true; more;)
        {
            using var page = await Store.Logs.ReadAsync(query, Cancel);
            read.AddRange(Texts(page.Entries));
            more = page.HasMore && read.Count < 2000;
            query = descending ? query with { Before = read[^1].Place } : query with { After = read[^1].Place };
            if (read.Count < 400)
            {
                await AppendManyAsync(script, runs, 30);
            }
        }

        read.ShouldBe(descending ? Enumerable.Reverse(before) : script.Entries);
    }

    [Fact]
    public async Task Paging_by_number_reaches_everything()
    {
        var (script, jobs) = await LogData.WriteAsync(Store.Writer, 3);
        var read = new List<WrittenEntry>();
        for (var more = true; more;)
        {
            using var page = await Store.Logs.ReadAsync(
                new LogQuery { Scope = LogScope.OfJob(jobs[0]), Skip = read.Count, Limit = 97, Descending = false }, Cancel);
            read.AddRange(Texts(page.Entries));
            more = page.HasMore;
        }

        read.ShouldBe(script.Matching(LogScope.OfJob(jobs[0]), LogFilter.None));
    }

    [Theory]
    [InlineData("处")]
    [InlineData("处理")]
    [InlineData("%")]
    [InlineData("100%")]
    [InlineData("a_b")]
    [InlineData("\"quoted\"")]
    [InlineData("it's")]
    [InlineData(@"C:\temp\x")]
    [InlineData("one\ntwo")]
    [InlineData("😀")]
    [InlineData("👩‍💻")]
    [InlineData("𠀀𠀁")]
    [InlineData(" ")]
    [InlineData("  ")]
    public async Task Search_is_a_plain_substring(string text)
    {
        var script = new LogScript(Store.Writer);
        var run = await script.StartRunAsync(await script.CreateJobAsync("a"));
        await script.AppendAsync(run, Enumerable.Range(0, 600).Select(i => new WrittenEntry { Message = i % 50 == 0 ? $"before{text}after" : $"other{i}" }));
        await script.AppendAsync(run, "1005", "aXb", "quoted", "C:/temp/x", "onetwo", "处", "理处");

        await ShouldBeAsScanned(script, new LogQuery { Scope = LogScope.All, Filter = new LogFilter { Search = text }, Limit = 100 });
    }

    [Theory]
    [InlineData("straße", new[] { "STRAẞE", "straße" }, new[] { "STRASSE" })]
    [InlineData("ΣΊΣΥΦΟΣ", new[] { "σίσυφος", "Σίσυφοσ" }, new[] { "σισυφος" })]
    [InlineData("kelvin", new[] { "\u212Aelvin", "KELVIN" }, new[] { "elvin" })]
    [InlineData("\u212A", new[] { "k", "K", "\u212A" }, new[] { "c" })]
    [InlineData("istanbul", new[] { "ISTANBUL", "Istanbul" }, new[] { "İstanbul", "ıstanbul" })]
    [InlineData("İ", new[] { "İstanbul" }, new[] { "istanbul", "Istanbul", "i\u0307" })]
    [InlineData("ПРИВЕТ", new[] { "привет", "Привет" }, new[] { "приве" })]
    [InlineData("ａｂｃ", new[] { "ＡＢＣ" }, new[] { "ABC" })]
    [InlineData("é", new[] { "É", "é" }, new[] { "e\u0301", "e" })]
    public async Task Search_folds_simply(string text, string[] found, string[] others)
    {
        var script = new LogScript(Store.Writer);
        var run = await script.StartRunAsync(await script.CreateJobAsync("a"));
        await script.AppendAsync(run, [.. Enumerable.Repeat("nothing", 300), .. found, .. others, .. Enumerable.Repeat("nothing", 300)]);

        using var page = await Store.Logs.ReadAsync(
            new LogQuery { Scope = LogScope.All, Filter = new LogFilter { Search = text }, Limit = 100, Descending = false }, Cancel);

        Texts(page.Entries).Select(entry => entry.Message).ShouldBe(found);
        page.Total.ShouldBe(found.Length);
    }

    [Fact]
    public async Task An_entry_is_found_by_its_seq_with_all_its_fields()
    {
        var script = new LogScript(Store.Writer);
        var job = await script.CreateJobAsync("a");
        await script.AppendAsync(await script.StartRunAsync(job), new WrittenEntry
        {
            Message = "消息", Level = EntryLevel.Critical, Details = """{"a": "\u4e00"}""", Step = "s", PaperId = "p", ErrorCode = "e", LoggerName = "l",
            TraceId = "t", SpanId = "x", Exception = "{}", DurationMs = 0, Attempt = 3, Truncated = true, TimestampMicros = 1,
        });

        using var entry = await Store.Logs.FindAsync(job, 1, Cancel);

        Texts(entry.ShouldNotBeNull()).ShouldBe(script.Entries);
        (await Store.Logs.FindAsync(job, 2, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task A_deleted_job_is_not_seen()
    {
        var script = new LogScript(Store.Writer);
        var job = await script.CreateJobAsync("a");
        var run = await script.StartRunAsync(job);
        await script.AppendAsync(run, Enumerable.Range(0, 300).Select(i => new WrittenEntry { Message = $"{i}" }));
        await script.DeleteAsync(job);

        foreach (var scope in new[] { LogScope.All, LogScope.OfJob(job), LogScope.OfRun(job, run) })
        {
            using var page = await Store.Logs.ReadAsync(new LogQuery { Scope = scope, Limit = 10 }, Cancel);
            (page.Entries.Count, page.Total, page.HasMore).ShouldBe((0, 0, false));
        }

        (await Store.Logs.FindAsync(job, 1, Cancel)).ShouldBeNull();
    }

    internal static IEnumerable<WrittenEntry> Texts(EntryBatch entries) =>
        Enumerable.Range(0, entries.Count).Select(i => WrittenEntry.From(entries[i], entries[i].Run));

    internal static LogScope ScopeOf(int kind, LogScript script, JobId[] jobs, int pick)
    {
        var run = script.Runs.ElementAt(pick % script.Runs.Count());
        return kind switch
        {
            < 3 => LogScope.OfJob(jobs[0]),
            3 => LogScope.OfJob(jobs[1]),
            4 => LogScope.OfJob(jobs[pick % 5]),
            < 7 => LogScope.OfRun(script.JobOf(run), run),
            _ => LogScope.All,
        };
    }

    private static async Task AppendManyAsync(LogScript script, List<RunId> runs, int count)
    {
        for (var i = 0; i < count; i += 10)
        {
            await script.AppendAsync(runs[i / 10 % runs.Count], Enumerable.Range(0, 10).Select(n => new WrittenEntry { Message = $"{n}" }));
        }
    }

    private async Task ShouldBeAsScanned(LogScript script, LogQuery query)
    {
        var all = script.Matching(query.Scope, query.Filter).ToList();
        var order = Comparer<WrittenEntry>.Create((left, right) =>
        {
            var byTime = query.ByTimestamp ? left.TimestampMicros.CompareTo(right.TimestampMicros) : 0;
            return byTime != 0 ? byTime : query.Scope.Compare(left.Place, right.Place);
        });
        var inWindow = all
            .Where(entry => query.After is not { } after || query.Scope.Compare(entry.Place, after) > 0)
            .Where(entry => query.Before is not { } before || query.Scope.Compare(entry.Place, before) < 0);
        List<WrittenEntry> ordered = [.. query.Descending ? inWindow.OrderDescending(order) : inWindow.Order(order)];

        using var page = await Store.Logs.ReadAsync(query, CancellationToken.None);

        Texts(page.Entries).ShouldBe(ordered.Skip((int)query.Skip).Take(query.Limit));
        page.Total.ShouldBe(query.Count ? all.Count : null);
        page.HasMore.ShouldBe(ordered.Count > query.Skip + query.Limit);
    }
}
