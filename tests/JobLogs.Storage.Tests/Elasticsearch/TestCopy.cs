using JobLogs.Storage.Copies;
using JobLogs.Storage.Elasticsearch;
using JobLogs.Testing.Search;

namespace JobLogs.Storage.Tests.Elasticsearch;

/// <summary>A copy of a test's own on a shared server: its indices go when it is disposed.</summary>
internal sealed class TestCopy : IAsyncDisposable
{
    public const ulong Database = 0x1234_5678_9abc_def0;

    private TestCopy(Uri server, string prefix)
    {
        Server = server;
        Prefix = prefix;
        Copy = new ElasticsearchCopy(OptionsOn(server), new TextNames(), TimeProvider.System);
    }

    public Uri Server { get; }

    public string Prefix { get; }

    public ElasticsearchCopy Copy { get; }

    public ICopyReader Reader => Copy.Reader;

    public static async Task<TestCopy> OpenAsync(SearchProduct product)
    {
        var copy = new TestCopy(await SearchServers.SharedAsync(product), "t" + Guid.NewGuid().ToString("N"));
        await copy.Copy.PrepareAsync(Database, CancellationToken.None);
        return copy;
    }

    /// <summary>Options for the same indices by way of another address.</summary>
    public ElasticsearchOptions OptionsOn(params Uri[] hosts) => new() { Hosts = hosts, IndexPrefix = Prefix };

    public async ValueTask DisposeAsync()
    {
        await Copy.DropAllAsync(CancellationToken.None);
        Copy.Dispose();
    }
}
