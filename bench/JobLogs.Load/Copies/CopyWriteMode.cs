using JobLogs.Load.Measuring;

namespace JobLogs.Load.Copies;

/// <summary>Writing to the second copy, without a database to read from.</summary>
internal sealed class CopyWriteMode : IMode
{
    /// <inheritdoc />
    public string Name => "copy-write";

    /// <inheritdoc />
    public string Summary => "entries to Elasticsearch or OpenSearch, against bare _bulk of the same documents, both with a refresh at the end";

    /// <inheritdoc />
    public IReadOnlyList<Option> Options =>
    [
        new("search", "http://localhost:9200", "the search server"),
        new("entries", "100000", "entries a round"),
        new("batch", "5000", "entries a batch of the copy's feed"),
    ];

    /// <inheritdoc />
    public async Task RunAsync(Arguments arguments, Report report)
    {
        var server = new Uri(arguments.Text("search"));
        var entries = arguments.Number("entries");
        await using var target = await CopyTarget.OpenAsync(server, "joblogs-load-copy");
        await using var peer = await CopyTarget.OpenAsync(server, "joblogs-load-bare");
        using var bare = new BareBulk(server, peer.Options.IndexPrefix, peer.Options.BulkBytes);
        report.Line($"  {target.Description}");
        var (ours, theirs) = (new CopyBatches(arguments.Number("batch")), new CopyBatches(arguments.Number("batch")));
        var medians = await Rounds.MediansAsync(
            report,
            arguments.Number("rounds"),
            new Series(["bare _bulk, docs/s"], async () => [await WithAsync(theirs, entries, bare.PerSecondAsync)]),
            new Series(["copy, entries/s", "CPU, us/entry"], () => OwnCpu.MeasureAsync(entries, () => WithAsync(ours, entries, target.PerSecondAsync))));
        report.AtLeast(0.7, medians[1] / medians[0], "of bare _bulk");
    }

    private static async Task<double> WithAsync(CopyBatches source, int entries, Func<IReadOnlyList<Storage.Copies.CopyBatch>, Task<double>> measure)
    {
        var batches = source.Next(entries);
        try
        {
            return await measure(batches);
        }
        finally
        {
            batches.ForEach(batch => batch.Dispose());
        }
    }
}
