using System.Diagnostics;
using System.Text;
using JobLogs.Load.Entries;
using JobLogs.Load.Measuring;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Load.Copies;

/// <summary>How long the second copy takes to answer, and what it takes on disk.</summary>
internal sealed class CopyQueryMode : IMode
{
    /// <inheritdoc />
    public string Name => "copy-query";

    /// <inheritdoc />
    public string Summary => "queries of a copy in Elasticsearch or OpenSearch, each asked several times";

    /// <inheritdoc />
    public IReadOnlyList<Option> Options =>
    [
        new("search", "http://localhost:9200", "the search server"),
        new("entries", "1000000", "entries in the copy"),
    ];

    /// <inheritdoc />
    public async Task RunAsync(Arguments arguments, Report report)
    {
        await using var target = await CopyTarget.OpenAsync(new Uri(arguments.Text("search")), "joblogs-load-query");
        var source = new CopyBatches(5000);
        for (var left = arguments.Number("entries"); left > 0; left -= 50_000)
        {
            var batches = source.Next(Math.Min(left, 50_000));
            await target.PerSecondAsync(batches);
            batches.ForEach(batch => batch.Dispose());
        }

        report.Line($"  {target.Description}, {await target.BytesPerEntryAsync():F0} bytes an entry on disk");
        report.Line($"  {"",-40}{"first ms",12}{"median ms",12}{"matches",12}");
        foreach (var (name, ask) in Questions(target.Reader, source.LastCommit))
        {
            var times = new List<double>();
            var matches = 0L;
            for (var round = 0; round <= arguments.Number("rounds"); round++)
            {
                var started = Stopwatch.GetTimestamp();
                matches = await ask();
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            report.Line($"  {name,-40}{times[0],12:F1}{Rounds.Median(times.Skip(1)),12:F1}{matches,12}");
        }
    }

    private static IEnumerable<(string Name, Func<Task<long>> Ask)> Questions(ICopyReader reader, long through)
    {
        yield return ("newest 100, count", Page(LogFilter.None));
        yield return ("min_level=ERROR, newest 100, count", Page(new LogFilter { Levels = LevelSet.AtLeast(EntryLevel.Error) }));
        yield return ("search: absent word", Search(Vocabulary.AbsentEnglish[0]));
        yield return ("search: rare word", Search(Vocabulary.RareEnglish[0]));
        yield return ("search: rare Chinese", Search(Vocabulary.RareChinese[0]));
        yield return ("search: common word", Search(Vocabulary.English[0]));
        yield return ("search: common Chinese", Search(Vocabulary.Chinese[0]));
        yield return ("search: one letter", Search("e"u8.ToArray()));
        yield return ("statistics, histogram 1 h", async () =>
            Answer(await reader.StatisticsAsync(new StatisticsQuery { Scope = LogScope.All, IntervalMicros = 3_600_000_000, Durations = false }, through, CancellationToken.None))
                .ByLevel.Total);

        Func<Task<long>> Search(byte[] text) => Page(new LogFilter { Search = Encoding.UTF8.GetString(text) });

        Func<Task<long>> Page(LogFilter filter) => async () =>
        {
            using var page = Answer(await reader.ReadAsync(new LogQuery { Scope = LogScope.All, Filter = filter, Limit = 100 }, through, CancellationToken.None));
            return page.Total!.Value;
        };
    }

    private static T Answer<T>(CopyAnswer<T> answer) =>
        answer.TryGet(out var value) ? value : throw new InvalidOperationException($"The copy has no answer: {answer.Missing!.Detail}");
}
