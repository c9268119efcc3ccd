using System.Diagnostics;

namespace JobLogs.EndToEnd.Tests.Fixtures;

/// <summary>The command line in processes of its own, with a spool and profiles of its own.</summary>
internal sealed class CliProcess(Uri server) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("joblogs-cli-").FullName;

    /// <summary>The folder with its spool and profiles.</summary>
    public string Folder => _folder;

    /// <summary>The file with the profiles.</summary>
    public string Profiles => Path.Combine(_folder, "profiles.json");

    /// <summary>Where the server is, as the environment says it; null for nothing.</summary>
    public Uri? Server { get; set; } = server;

    /// <summary>Starts a command.</summary>
    public Process Start(params string[] arguments)
    {
        // A shell lets what it starts in the background ignore Ctrl+C, tests as well, and whatever they start inherits that.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, "joblogs.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        };
        Prepare(start);
        return Process.Start(start)!;
    }

    /// <summary>Tells a process where spool, profiles and server are.</summary>
    public void Prepare(ProcessStartInfo start)
    {
        start.Environment["JOBLOGS_SPOOL"] = Path.Combine(_folder, "spool");
        start.Environment["JOBLOGS_CONFIG"] = Profiles;
        start.Environment.Remove("JOBLOGS_SERVER");
        if (Server is not null)
        {
            start.Environment["JOBLOGS_SERVER"] = Server.ToString();
        }
    }

    /// <summary>Runs a command to its end.</summary>
    public async Task<CliResult> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        process.StandardInput.Close();
        return await CliResult.OfAsync(process);
    }

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
