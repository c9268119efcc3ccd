using System.Collections.Concurrent;
using System.Text.Json;

namespace JobLogs.Testing.Search;

/// <summary>
/// The search servers that all tests of the process share, one of each product: the one that <c>JOBLOGS_TEST_ELASTICSEARCH</c>
/// names (the address of a running one), else servers that are started, both at once when the first test wants either, by the program
/// <c>start</c> in the folder that <c>JOBLOGS_TEST_SEARCH_SERVERS</c> names. Tests keep apart by index prefixes of their own.
/// </summary>
public static class SearchServers
{
    private const string Folder = "JOBLOGS_TEST_SEARCH_SERVERS";
    private const string Address = "JOBLOGS_TEST_ELASTICSEARCH";

    private static readonly Lazy<Dictionary<SearchProduct, Task<Uri>>> Shared = new(() =>
        Enum.GetValues<SearchProduct>().ToDictionary(product => product, FindAsync));

    // Held for as long as the process lives: were one collected, its guard would take that for the end of the tests and kill the server.
    private static readonly ConcurrentBag<SearchServer> Started = [];

    /// <summary>The address of the shared server. Where there is none the test is skipped and says why.</summary>
    public static async Task<Uri> SharedAsync(SearchProduct product)
    {
        try
        {
            return await Shared.Value[product];
        }
        catch (SearchServersMissingException exception)
        {
            throw exception.Refuse();
        }
    }

    /// <summary>A server of a test's own, to be killed and started again.</summary>
    public static async Task<SearchServer> StartAsync(SearchProduct product)
    {
        try
        {
            return await SearchServer.StartNewAsync(Program(product), product);
        }
        catch (SearchServersMissingException exception)
        {
            throw exception.Refuse();
        }
    }

    /// <summary>Three OpenSearch nodes in one cluster, of a test's own, of which one may be killed. The caller disposes each.</summary>
    public static async Task<IReadOnlyList<SearchServer>> StartClusterAsync()
    {
        try
        {
            return await SearchServer.StartClusterAsync(Program(SearchProduct.OpenSearch), 3);
        }
        catch (SearchServersMissingException exception)
        {
            throw exception.Refuse();
        }
    }

    private static async Task<Uri> FindAsync(SearchProduct product)
    {
        if (Environment.GetEnvironmentVariable(Address) is { Length: > 0 } running && await IsAsync(new Uri(running), product))
        {
            return new Uri(running);
        }

        var started = await SearchServer.StartNewAsync(Program(product), product);
        Started.Add(started);
        return started.Address;
    }

    private static string Program(SearchProduct product) =>
        Environment.GetEnvironmentVariable(Folder) is { Length: > 0 } folder
            ? Path.Combine(folder, "start")
            : throw new SearchServersMissingException($"needs {product}: set {Folder} to the folder of the test servers, or {Address} to the address of one.", expected: false);

    private static async Task<bool> IsAsync(Uri address, SearchProduct product)
    {
        using var http = new HttpClient();
        using var root = JsonDocument.Parse(await http.GetStringAsync(address));
        var isOpenSearch = root.RootElement.GetProperty("version").TryGetProperty("distribution", out var distribution) && distribution.ValueEquals("opensearch");
        return isOpenSearch == (product == SearchProduct.OpenSearch);
    }
}
