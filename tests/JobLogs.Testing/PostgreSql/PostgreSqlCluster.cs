using System.Diagnostics;

namespace JobLogs.Testing.PostgreSql;

/// <summary>
/// A PostgreSQL cluster in a temporary folder, on a private port, which a test can stop, kill and start again. Nothing of it is left
/// when it is disposed, nor when the test process ends in whatever way: a guard then stops it and removes the folder.
/// </summary>
public sealed class PostgreSqlCluster : IAsyncDisposable
{
    private const string User = "joblogs";

    // A password that is nothing without percent-encoding in a URL, and quotes in a connection string.
    private const string Password = "p@ss:w/rd 100%; 'ü'";

    // Reads until the test process is gone, then stops the server at once and removes its folder.
    private const string Guard = """
        while read -r line; do :; done
        pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null)
        [ -n "$pid" ] && kill -QUIT "$pid" 2>/dev/null
        tries=0
        while [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null && [ $tries -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
        rm -rf "$1"
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly PostgreSqlPrograms _programs;
    private readonly Process _guard;
    private Process? _process;
    private Task _unheard = Task.CompletedTask;

    private PostgreSqlCluster(PostgreSqlPrograms programs, string folder, int port)
    {
        _programs = programs;
        Folder = folder;
        _guard = Process.Start(new ProcessStartInfo("sh", ["-c", Guard, "guard", folder]) { RedirectStandardInput = true })!;
        Port = port;
        Server = new PostgreSqlServer(new PostgreSqlAddress("127.0.0.1", port, User, Password, "postgres"), this);
    }

    /// <summary>The folder that holds everything of it.</summary>
    public string Folder { get; }

    /// <summary>Where it listens, also when it was started again.</summary>
    public int Port { get; }

    /// <summary>Makes databases on it.</summary>
    public PostgreSqlServer Server { get; }

    /// <summary>A cluster of a test's own, running. Where there is no PostgreSQL the test is skipped, or fails with <c>CI=true</c>.</summary>
    public static async Task<PostgreSqlCluster> StartAsync()
    {
        try
        {
            return await StartNewAsync();
        }
        catch (PostgreSqlMissingException exception)
        {
            throw exception.Refuse();
        }
    }

    /// <summary>A running cluster.</summary>
    /// <exception cref="PostgreSqlMissingException">There is no PostgreSQL.</exception>
    internal static async Task<PostgreSqlCluster> StartNewAsync()
    {
        var programs = PostgreSqlPrograms.Find();
        var folder = Directory.CreateTempSubdirectory("joblogs-pg-").FullName;
        var cluster = new PostgreSqlCluster(programs, folder, FreePort.Next());
        try
        {
            await cluster.InitialiseAsync();
            await cluster.StartAgainAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the server, after it was stopped or killed, and returns when it takes connections.</summary>
    public async Task StartAgainAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var start = _programs.Command("postgres", "-D", Path.Combine(Folder, "data"));
            start.RedirectStandardError = true;
            _process = Process.Start(start)!;
            var said = new List<string>();
            while (await _process.StandardError.ReadLineAsync(patience.Token) is { } line)
            {
                said.Add(line);
                if (line.Contains("ready to accept connections", StringComparison.Ordinal))
                {
                    // From now on nobody cares what it says, but it must be able to say it.
                    _unheard = _process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                    return;
                }
            }

            // After a kill the last of its processes may still be there for a moment, and it is right not to start beside them.
            if (!said.Exists(line => line.Contains("is still in use", StringComparison.Ordinal)))
            {
                throw new InvalidOperationException("PostgreSQL did not start: " + string.Join('\n', said));
            }
        }
    }

    /// <summary>A new, empty database whose tables lie in a folder outside the cluster's, such as one on a small disk.</summary>
    public async Task<TestDatabase> CreateDatabaseInAsync(string folder)
    {
        await _programs.GiveAsync(folder);
        await Server.CreateTablespaceAsync("elsewhere", folder);
        return await Server.CreateDatabaseAsync("elsewhere");
    }

    /// <summary>Stops it as an operator does: clients are disconnected, everything is written.</summary>
    public Task StopAsync() => EndAsync("-INT");

    /// <summary>Stops it without a word to its clients; it recovers when it is started again.</summary>
    public Task StopImmediatelyAsync() => EndAsync("-QUIT");

    /// <summary>Kills it; what is left of it notices and goes too.</summary>
    public Task KillAsync() => EndAsync("-KILL");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _guard.StandardInput.Close();
        await _guard.WaitForExitAsync();
        _guard.Dispose();
        _process?.Dispose();
    }

    private async Task InitialiseAsync()
    {
        var password = Path.Combine(Folder, "password");
        await File.WriteAllTextAsync(password, Password + "\n");
        await _programs.GiveAsync(Folder);
        await PostgreSqlPrograms.RunAsync(_programs.Command(
            "initdb", "-D", Path.Combine(Folder, "data"), "-U", User, "--pwfile", password, "-A", "scram-sha-256",
            "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions"));

        // Only a power cut would tell that nothing is forced to the disk; a killed process leaves its writes with the kernel.
        await File.AppendAllLinesAsync(Path.Combine(Folder, "data", "postgresql.conf"),
        [
            "listen_addresses = '127.0.0.1'",
            $"port = {Port}",
            $"unix_socket_directories = '{Folder}'",
            "max_connections = 300",
            "shared_buffers = 64MB",
            "fsync = off",
            "lc_messages = 'C'",
        ]);
    }

    private async Task EndAsync(string signal)
    {
        if (_process is not { HasExited: false } process)
        {
            return;
        }

        using var kill = Process.Start("kill", [signal, process.Id.ToString()]);
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);

        // They are all gone when nobody can say anything any more.
        await _unheard.WaitAsync(patience.Token);
        process.Dispose();
        _process = null;
    }
}
