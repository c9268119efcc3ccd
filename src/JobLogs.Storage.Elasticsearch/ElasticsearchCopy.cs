using JobLogs.Storage.Copies;
using JobLogs.Storage.Elasticsearch.Administration;
using JobLogs.Storage.Elasticsearch.Http;
using JobLogs.Storage.Elasticsearch.Reading;
using JobLogs.Storage.Elasticsearch.Writing;

namespace JobLogs.Storage.Elasticsearch;

/// <summary>The second copy in Elasticsearch or OpenSearch.</summary>
public sealed class ElasticsearchCopy : ILogCopy, IDisposable
{
    private readonly SearchClient _client;
    private readonly IndexKeeper _keeper;
    private readonly BatchWriter _writer;
    private readonly Remover _remover;

    /// <summary>Nothing is asked yet: a server that is away shows in the first call.</summary>
    /// <exception cref="InvalidOperationException">The options can't be used, or their CA file can't be read.</exception>
    public ElasticsearchCopy(ElasticsearchOptions options, ICopyNames names, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(time);
        if (options.Faults().FirstOrDefault() is { } fault)
        {
            throw new InvalidOperationException(fault);
        }

        var index = new IndexName(options.IndexPrefix);
        _client = new SearchClient(options, time);
        _keeper = new IndexKeeper(_client, options, index);
        _writer = new BatchWriter(_client, options, index, names);
        _remover = new Remover(_client, options, index, _keeper);
        Reader = new CopyReader(new Searcher(_client, options, index));
    }

    /// <summary>The asking side.</summary>
    public ICopyReader Reader { get; }

    /// <inheritdoc />
    public ValueTask<CopyDescription> DescribeAsync(CancellationToken cancellationToken) => Told(_keeper.DescribeAsync(cancellationToken));

    /// <inheritdoc />
    public ValueTask PrepareAsync(ulong database, CancellationToken cancellationToken) => Told(_keeper.PrepareAsync(database, cancellationToken));

    /// <inheritdoc />
    public ValueTask<CopyWritten> WriteAsync(CopyBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return Told(_writer.WriteAsync(batch, cancellationToken));
    }

    /// <inheritdoc />
    public ValueTask<long> RemoveAsync(CopyRemoval removal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(removal);
        return Told(_remover.RemoveAsync(removal, cancellationToken));
    }

    /// <inheritdoc />
    public ValueTask RefreshAsync(CancellationToken cancellationToken) => Told(_keeper.RefreshAsync(cancellationToken));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<CopyDay>> ListDaysAsync(CancellationToken cancellationToken) => Told(_keeper.ListDaysAsync(cancellationToken));

    /// <inheritdoc />
    public ValueTask DropDayAsync(DateOnly day, CancellationToken cancellationToken) => Told(_keeper.DropDayAsync(day, cancellationToken));

    /// <inheritdoc />
    public ValueTask DropAllAsync(CancellationToken cancellationToken) => Told(_keeper.DropAllAsync(cancellationToken));

    /// <inheritdoc />
    public void Dispose()
    {
        _writer.Dispose();
        _client.Dispose();
    }

    private static async ValueTask<T> Told<T>(Task<T> work)
    {
        try
        {
            return await work;
        }
        catch (SearchFaultException fault)
        {
            throw fault.ToUnavailable();
        }
    }

    private static async ValueTask Told(Task work)
    {
        try
        {
            await work;
        }
        catch (SearchFaultException fault)
        {
            throw fault.ToUnavailable();
        }
    }
}
