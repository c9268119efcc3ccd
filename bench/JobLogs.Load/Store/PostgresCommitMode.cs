using JobLogs.Load.Measuring;
using JobLogs.Load.Raw;

namespace JobLogs.Load.Store;

/// <summary>Group commits on PostgreSQL, without HTTP.</summary>
internal sealed class PostgresCommitMode : IMode
{
    /// <inheritdoc />
    public string Name => "postgres-commit";

    /// <inheritdoc />
    public string Summary => "PostgreSQL group commits in process, against bare COPY of the same rows into one table";

    /// <inheritdoc />
    public IReadOnlyList<Option> Options =>
    [
        PostgresSchema.Option,
        new("entries", "100000", "entries a round"),
        new("batch", "1000", "entries a commit"),
    ];

    /// <inheritdoc />
    public async Task RunAsync(Arguments arguments, Report report)
    {
        var (entries, batch) = (arguments.Number("entries"), arguments.Number("batch"));
        await using var schema = await PostgresSchema.CreateAsync(arguments);
        await using var bare = await BareCopy.CreateAsync(schema.ConnectionString, batch);
        await using var storeSchema = await PostgresSchema.CreateAsync(arguments);
        await using var store = await StoreCommits.OnAsync(await storeSchema.OpenAsync(), batch);
        var medians = await Rounds.MediansAsync(
            report,
            arguments.Number("rounds"),
            new Series(["bare COPY, rows/s", "CPU, us/row"], () => OwnCpu.MeasureAsync(entries, () => bare.RowsPerSecondAsync(entries))),
            new Series(["store, entries/s", "CPU, us/entry"], () => OwnCpu.MeasureAsync(entries, () => store.EntriesPerSecondAsync(entries))));
        report.AtLeast(0.6, medians[2] / medians[0], "of bare COPY");
    }
}
