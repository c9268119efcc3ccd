using System.Diagnostics;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Elasticsearch;

namespace JobLogs.Load.Copies;

/// <summary>A copy in indices of its own, which go with it.</summary>
internal sealed class CopyTarget : IAsyncDisposable
{
    private readonly ElasticsearchCopy _copy;

    private CopyTarget(ElasticsearchOptions options)
    {
        Options = options;
        _copy = new ElasticsearchCopy(options, new ProtocolNames(), TimeProvider.System);
    }

    /// <summary>What the copy was made with.</summary>
    public ElasticsearchOptions Options { get; }

    /// <summary>What it is in.</summary>
    public string Description { get; private set; } = "";

    /// <summary>The asking side.</summary>
    public ICopyReader Reader => _copy.Reader;

    /// <summary>An empty copy.</summary>
    public static async Task<CopyTarget> OpenAsync(Uri server, string prefix)
    {
        var target = new CopyTarget(new ElasticsearchOptions { Hosts = [server], IndexPrefix = prefix });
        await target._copy.DropAllAsync(CancellationToken.None);
        await target._copy.PrepareAsync(1, CancellationToken.None);
        var description = await target._copy.DescribeAsync(CancellationToken.None);
        target.Description = $"{description.Product} {description.Version}";
        return target;
    }

    /// <summary>Writes the batches; returns entries a second.</summary>
    public async Task<double> PerSecondAsync(IReadOnlyList<CopyBatch> batches)
    {
        var start = Stopwatch.GetTimestamp();
        var accepted = 0;
        foreach (var batch in batches)
        {
            var written = await _copy.WriteAsync(batch, CancellationToken.None);
            accepted += written.Refused.Count + written.Again.Count == 0
                ? written.Accepted
                : throw new InvalidOperationException($"The copy did not take all: {written.AgainBecause}");
        }

        await _copy.RefreshAsync(CancellationToken.None);
        return accepted / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Bytes on disk for each entry.</summary>
    public async Task<double> BytesPerEntryAsync()
    {
        var description = await _copy.DescribeAsync(CancellationToken.None);
        return description.SizeBytes / (double)description.Documents;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _copy.DropAllAsync(CancellationToken.None);
        _copy.Dispose();
    }
}
