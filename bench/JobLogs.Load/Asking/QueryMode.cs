using System.Diagnostics;
using JobLogs.Load.Entries;
using JobLogs.Load.Http;
using JobLogs.Load.Ingesting;
using JobLogs.Load.Measuring;
using JobLogs.Load.Raw;
using JobLogs.Load.Servers;

namespace JobLogs.Load.Asking;

/// <summary>How long answers take, over HTTP.</summary>
internal sealed class QueryMode : IMode
{
    /// <inheritdoc />
    public string Name => "query";

    /// <inheritdoc />
    public string Summary => "what people ask of one job's log, over HTTP with exact totals, against plain SQL over the same file";

    /// <inheritdoc />
    public IReadOnlyList<Option> Options =>
    [
        new("entries", "1000000", "entries in the job"),
        new("calls", "50", "calls of each question a round"),
    ];

    /// <inheritdoc />
    public async Task RunAsync(Arguments arguments, Report report)
    {
        var entries = arguments.Number("entries");
        await using var server = await TargetServer.OpenAsync(arguments);
        using var api = new Api(server.Address);
        var (job, runs) = await api.StartRunsOfOneJobAsync("query", count: 20);
        var start = Stopwatch.GetTimestamp();
        await Loading.FillAsync(server.Address, runs, entries, new SampleEntries(seed: 1));
        report.Line($"  {entries:#,##0} entries sent in {Figure.Of(Stopwatch.GetElapsedTime(start).TotalSeconds)} s, the time to make them included");
        if (server.DatabasePath is { } path)
        {
            report.Line($"  {Figure.Of(Size(path) / (double)entries)} bytes on disk an entry, write-ahead log included");
        }

        var times = Questions.All.Select(question => new QuestionTimes(question, server.Address, job)).ToArray();
        using var connection = new HttpConnection(server.Address);
        var floor = Floor(server.Address, connection);
        Ask(times, connection, server.DatabasePath, arguments.Number("rounds"), arguments.Number("calls"));
        Tell(report, times, floor);
    }

    private static void Ask(QuestionTimes[] times, HttpConnection connection, string? path, int rounds, int calls)
    {
        using var bare = path is null ? null : BareDatabase.OpenReader(path);
        foreach (var one in times)
        {
            one.AskFirst(connection);
        }

        for (var round = 0; round < rounds; round++)
        {
            foreach (var one in times)
            {
                if (bare is not null)
                {
                    one.AskBare(bare);
                }

                one.AskAgain(connection, calls);
            }
        }
    }

    private static void Tell(Report report, QuestionTimes[] times, double floor)
    {
        report.Line($"  GET /health/live on the same connection: {Figure.Of(floor)} ms");
        report.Line($"  {"",-24}{"plain SQL, ms",16}{"first time, ms",16}{"again p50, ms",16}{"again p95, ms",16}");
        foreach (var one in times)
        {
            report.Line($"  {one.Question.Name,-24}{Figure.Of(one.Bare),16}{Figure.Of(one.First),16}{Figure.Of(one.Again),16}{Figure.Of(one.AgainP95),16}");
        }

        foreach (var one in times.Where(one => !double.IsNaN(one.Question.Target)))
        {
            // Words are judged by their first time; the rest is always asked again.
            var judged = one.Question.Paths.Length > 1 ? one.First : one.Again;
            report.AtMost(one.Question.Target, judged, $"{one.Question.Name}, ms ({Figure.Of(judged / one.Bare)} of plain SQL)");
        }
    }

    private static double Floor(Uri server, HttpConnection connection)
    {
        var request = HttpRequest.Get(server, "/health/live");
        return Rounds.Median(Enumerable.Range(0, 1000).Select(_ => QuestionTimes.Time(() => connection.Exchange(request, expected: 200))));
    }

    private static long Size(string path) => new[] { path, path + "-wal" }.Where(File.Exists).Sum(file => new FileInfo(file).Length);
}
