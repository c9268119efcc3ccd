using JobLogs.Load.Measuring;

namespace JobLogs.Load.Servers;

/// <summary>The server that is measured: one of our own on an empty database, or the one that was named.</summary>
internal sealed class TargetServer : IAsyncDisposable
{
    private readonly ChildProcess? _process;
    private readonly string? _folder;
    private readonly bool _isFile;

    private TargetServer(Uri address, ChildProcess? process, string? folder, bool isFile)
    {
        _isFile = isFile;
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

    /// <summary>Its SQLite file; null when it has none, or is not ours.</summary>
    public string? DatabasePath => _folder is null || !_isFile ? null : Path.Combine(_folder, "joblogs.db");

    /// <summary>Starts a server, or takes the one that <c>--url</c> names.</summary>
    public static async Task<TargetServer> OpenAsync(Arguments arguments)
    {
        if (arguments.Text("url") is { Length: > 0 } url)
        {
            return Uri.TryCreate(url, UriKind.Absolute, out var given)
                ? new TargetServer(given, null, null, isFile: false)
                : throw new UsageException($"--url is an address such as http://127.0.0.1:8000; '{url}' is not.");
        }

        var folder = Folders.Create(arguments);
        var log = arguments.Text("server-log") is { Length: > 0 } file ? file : null;
        var process = ChildProcess.Start([ServerProgram.Find(arguments), "--port", "0"], folder, ServerProgram.Settings(folder, arguments.Text("database")), log);
        try
        {
            return new TargetServer(await process.ListeningAsync(), process, folder, arguments.Text("database").Length == 0);
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
