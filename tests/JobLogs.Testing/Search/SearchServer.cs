using System.Diagnostics;

namespace JobLogs.Testing.Search;

/// <summary>
/// One search server on a private port with its data in a temporary folder, which a test can kill and start again. Nothing of it is
/// left when it is disposed, nor when the test process ends in whatever way: a guard then kills it and removes the folder.
/// </summary>
public sealed class SearchServer : IAsyncDisposable
{
    // Reads until the test process is gone.
    private const string Guard = """
        while read -r line; do :; done
        pid=$(cat "$1/pid" 2>/dev/null)
        [ -n "$pid" ] && kill -KILL "$pid" 2>/dev/null
        tries=0
        while [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null && [ $tries -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
        rm -rf "$1"
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly string _program;
    private readonly SearchProduct _product;
    private readonly string _folder;
    private readonly Process _guard;
    private readonly string? _cluster;
    private Process? _process;

    private SearchServer(string program, SearchProduct product, int port, string? cluster = null)
    {
        _cluster = cluster;
        _program = program;
        _product = product;
        _folder = Directory.CreateTempSubdirectory("joblogs-search-").FullName;
        _guard = Process.Start(new ProcessStartInfo("sh", ["-c", Guard, "guard", _folder]) { RedirectStandardInput = true })!;
        Address = new Uri($"http://127.0.0.1:{port}");
    }

    /// <summary>Where it listens, also when it was started again.</summary>
    public Uri Address { get; }

    /// <summary>A running server.</summary>
    /// <exception cref="SearchServersMissingException">It doesn't start.</exception>
    internal static async Task<SearchServer> StartNewAsync(string program, SearchProduct product)
    {
        var server = new SearchServer(program, product, FreePort.Next());
        try
        {
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>So many OpenSearch nodes that form one cluster, running.</summary>
    /// <exception cref="SearchServersMissingException">They don't start.</exception>
    internal static async Task<IReadOnlyList<SearchServer>> StartClusterAsync(string program, int count)
    {
        var ports = Enumerable.Range(0, count).Select(_ => FreePort.Next()).ToList();
        var servers = ports.Select(port => new SearchServer(program, SearchProduct.OpenSearch, port, string.Join(',', ports))).ToList();
        try
        {
            await Task.WhenAll(servers.Select(server => server.StartAgainAsync()));
            return servers;
        }
        catch
        {
            foreach (var server in servers)
            {
                await server.DisposeAsync();
            }

            throw;
        }
    }

    /// <summary>Starts it, after it was killed, and returns when it answers.</summary>
    public async Task StartAgainAsync()
    {
        var start = new ProcessStartInfo(_program, [$"{_product}".ToLowerInvariant(), Path.Combine(_folder, "data"), $"{Address.Port}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (_cluster is not null)
        {
            start.Environment["CLUSTER"] = _cluster;
        }

        try
        {
            _process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new SearchServersMissingException($"{_product} does not start: '{_program}': {exception.Message}", expected: true);
        }

        await File.WriteAllTextAsync(Path.Combine(_folder, "pid"), $"{_process.Id}");
        using var patience = new CancellationTokenSource(Patience);
        var complaints = new LastLines(_process.StandardError);
        while (await ReadLineAsync(_process, patience.Token) is { } line)
        {
            if (line.StartsWith("ready ", StringComparison.Ordinal))
            {
                _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return;
            }
        }

        throw new SearchServersMissingException($"{_product} does not start: {complaints}", expected: true);
    }

    /// <summary>Kills it; its data stays.</summary>
    public async Task KillAsync()
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill();
            using var patience = new CancellationTokenSource(Patience);
            await process.WaitForExitAsync(patience.Token);
        }

        _process?.Dispose();
        _process = null;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _guard.StandardInput.Close();
        await _guard.WaitForExitAsync();
        _guard.Dispose();
        _process?.Dispose();
    }

    private async Task<string?> ReadLineAsync(Process process, CancellationToken cancellationToken)
    {
        try
        {
            return await process.StandardOutput.ReadLineAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw new SearchServersMissingException($"{_product} was not ready after {Patience.TotalSeconds:0} s.", expected: true);
        }
    }
}
