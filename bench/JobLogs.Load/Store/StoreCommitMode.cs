using JobLogs.Load.Measuring;
using JobLogs.Load.Raw;
using JobLogs.Load.Servers;

namespace JobLogs.Load.Store;

/// <summary>Group commits on SQLite, without HTTP.</summary>
internal sealed class StoreCommitMode : IMode
{
    /// <inheritdoc />
    public string Name => "store-commit";

    /// <inheritdoc />
    public string Summary => "SQLite group commits in process, against bare inserts of the same bytes into one table";

    /// <inheritdoc />
    public IReadOnlyList<Option> Options =>
    [
        new("entries", "100000", "entries a round"),
        new("batch", "1000", "entries a commit"),
    ];

    /// <inheritdoc />
    public async Task RunAsync(Arguments arguments, Report report)
    {
        var (entries, batch) = (arguments.Number("entries"), arguments.Number("batch"));
        var folder = Folders.Create(arguments);
        try
        {
            using var bare = new BareTable(Path.Combine(folder, "bare.db"));
            await using var store = await StoreCommits.OnAsync(await SqliteFile.OpenAsync(Path.Combine(folder, "store.db")), batch);
            var medians = await Rounds.MediansAsync(
                report,
                arguments.Number("rounds"),
                new Series(["bare table, rows/s", "CPU, us/row"], () => OwnCpu.MeasureAsync(entries, () => Task.FromResult(bare.RowsPerSecond(entries, batch)))),
                new Series(["store, entries/s", "CPU, us/entry"], () => OwnCpu.MeasureAsync(entries, () => store.EntriesPerSecondAsync(entries))));
            report.AtLeast(0.6, medians[2] / medians[0], "of the bare table");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
