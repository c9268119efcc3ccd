using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Channels;

namespace JobLogs.EndToEnd.Tests.Fixtures;

/// <summary>A real server in a process of its own, on a database of its own. Can be killed and started again.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("joblogs-e2e-").FullName;
    private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<string> _command;
    private readonly bool _hasEnvironment;
    private Process? _process;
    private Channel<string> _output = Channel.CreateUnbounded<string>();

    private ServerProcess(IReadOnlyList<string> command, bool hasEnvironment) => (_command, _hasEnvironment) = (command, hasEnvironment);

    /// <summary>Calls the server; its base address is right after each start.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>Where the server listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The server's process.</summary>
    public Process Process => _process!;

    /// <summary>The folder that holds the database.</summary>
    public string Folder => _folder;

    /// <summary>Starts a server on an empty database.</summary>
    public static Task<ServerProcess> StartAsync(int port = 0, params (string Name, string Value)[] settings) =>
        StartProgramAsync("joblogs-server.dll", port, settings);

    /// <summary>Starts a program that is a server, on an empty database.</summary>
    /// <param name="program">Its file, beside these tests.</param>
    public static async Task<ServerProcess> StartProgramAsync(string program, int port = 0, params (string Name, string Value)[] settings)
    {
        var server = new ServerProcess(["dotnet", Path.Combine(AppContext.BaseDirectory, program)], hasEnvironment: true);
        await server.StartAsync(settings, port);
        return server;
    }

    /// <summary>Starts a server by a command of its own, whose environment has the settings and nothing else.</summary>
    /// <param name="command">A program and its arguments. In the place of <c>{folder}</c> they get the folder that holds the database.</param>
    public static async Task<ServerProcess> StartCommandAsync(IReadOnlyList<string> command, params (string Name, string Value)[] settings)
    {
        var server = new ServerProcess(command, hasEnvironment: false);
        try
        {
            await server.StartAsync(settings, 0);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the server once more on the same database.</summary>
    public async Task StartAgainAsync(int port = 0)
    {
        _output = Channel.CreateUnbounded<string>();
        var start = new ProcessStartInfo(_command[0], _command.Skip(1).Select(InFolder))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        };
        if (!_hasEnvironment)
        {
            start.Environment.Clear();
        }

        start.Environment["DATABASE_URL"] = "sqlite:///" + Path.Combine(_folder, "joblogs.db");
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["PORT"] = port.ToString();
        foreach (var (name, value) in _settings)
        {
            start.Environment[name] = InFolder(value);
        }

        _process = Process.Start(start)!;
        var (output, open) = (_output.Writer, 2);
        _process.OutputDataReceived += Heard;
        _process.ErrorDataReceived += Heard;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Address = await ListeningAsync();
        Http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All }) { BaseAddress = Address };

        // The first request waits for much that .NET compiles then: on a busy machine longer than clients do.
        using var answer = await Http.GetAsync("/api/cronjobs");

        void Heard(object process, DataReceivedEventArgs line)
        {
            // Each of the two ends with null, when the process has.
            if (line.Data is { } text)
            {
                output.TryWrite(text);
            }
            else if (Interlocked.Decrement(ref open) == 0)
            {
                output.TryComplete();
            }
        }
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync()
    {
        Process.Kill();
        await Process.WaitForExitAsync();
    }

    /// <summary>Tells it to stop and waits until it has.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", Process.Id.ToString()]);
        await kill.WaitForExitAsync();
        await Process.WaitForExitAsync();
        return Process.ExitCode;
    }

    /// <summary>What the server has written since it began to listen.</summary>
    public IEnumerable<string> Said()
    {
        while (_output.Reader.TryRead(out var line))
        {
            yield return line;
        }
    }

    /// <summary>Posts JSON and returns the answer.</summary>
    public async Task<JsonElement> PostAsync(string path, object body, HttpStatusCode expected)
    {
        using var response = await Http.PostAsJsonAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(expected, text);
        return JsonElement.Parse(text);
    }

    /// <summary>Gets JSON.</summary>
    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await Http.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonElement.Parse(text);
    }

    /// <summary>A job that somebody else executes, and a run of it.</summary>
    public async Task<(string Job, string Run)> StartExternalRunAsync(string name)
    {
        var job = await PostAsync("/api/cronjobs", new { name, type = "external" }, HttpStatusCode.Created);
        var id = job.GetProperty("id").GetString()!;
        var run = await PostAsync($"/api/cronjobs/{id}/runs", new { }, HttpStatusCode.Created);
        return (id, run.GetProperty("id").GetString()!);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (_process is { HasExited: false })
        {
            await KillAsync();
        }

        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Task StartAsync((string Name, string Value)[] settings, int port)
    {
        _settings["PAPER_SEARCH_SOURCE"] = "sample";
        foreach (var (name, value) in settings)
        {
            _settings[name] = value;
        }

        return StartAgainAsync(port);
    }

    private string InFolder(string text) => text.Replace("{folder}", _folder, StringComparison.Ordinal);

    private async Task<Uri> ListeningAsync()
    {
        const string Mark = "Now listening on: ";
        var said = new List<string>();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await foreach (var line in _output.Reader.ReadAllAsync(patience.Token))
            {
                said.Add(line);
                var at = line.IndexOf(Mark, StringComparison.Ordinal);
                if (at >= 0)
                {
                    return new Uri(line[(at + Mark.Length)..].Trim()
                        .Replace("[::1]", "127.0.0.1", StringComparison.Ordinal).Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal));
                }

                if (line.Contains("doesn't start", StringComparison.Ordinal))
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException)
        {
            said.Add("(and then nothing)");
        }

        throw new InvalidOperationException("The server did not start: " + string.Join('\n', said));
    }
}
