using JobLogs.Load.Measuring;

namespace JobLogs.Load.Servers;

/// <summary>The server that is measured: one of our own on an empty database, or the one that was named.</summary>
internal sealed class TargetServer : IAsyncDisposable
{
    private readonly ChildProcess? _process;
    private readonly string? _folder;

    private TargetServer(Uri address, ChildProcess? process, string? folder)
    {
        Address = address;
        _process = process;
        _folder = folder;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Its process; null when it is not ours.</summary>
    public int? ProcessId => _process?.Id;

    /// <summary>Microseconds of processor time that it has used so far; NaN when it is not ours.</summary>
    public double CpuMicros => _process?.ProcessorTime.TotalMicroseconds ?? double.NaN;

    /// <summary>Its database; null when it is not ours.</summary>
    public string? DatabasePath => _folder is null ? null : Path.Combine(_folder, "joblogs.db");

    /// <summary>Starts a server, or takes the one that <c>--url</c> names.</summary>
    public static async Task<TargetServer> OpenAsync(Arguments arguments)
    {
        if (arguments.Text("url") is { Length: > 0 } url)
        {
            return Uri.TryCreate(url, UriKind.Absolute, out var given)
                ? new TargetServer(given, null, null)
                : throw new UsageException($"--url is an address such as http://127.0.0.1:8000; '{url}' is not.");
        }

        return await StartAsync(arguments);
    }

    /// <summary>Starts a server of our own.</summary>
    /// <param name="database">Its <c>DATABASE_URL</c>; null for an SQLite file of its own.</param>
    public static async Task<TargetServer> StartAsync(Arguments arguments, string? database = null)
    {
        var folder = Folders.Create(arguments);
        var settings = ServerProgram.Settings(folder);
        settings["DATABASE_URL"] = database ?? settings["DATABASE_URL"];
        var log = arguments.Text("server-log") is { Length: > 0 } file ? file : null;
        var process = ChildProcess.Start([ServerProgram.Find(arguments), "--port", "0"], folder, settings, log);
        try
        {
            return new TargetServer(await process.ListeningAsync(), process, folder);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
            Directory.Delete(_folder!, recursive: true);
        }
    }
}
