using System.Collections.Concurrent;
using System.Diagnostics;

namespace JobLogs.EndToEnd.Tests.Fixtures;

/// <summary>A folder of the checkout with a <c>package.json</c> whose packages are installed.</summary>
internal sealed class NodeFolder
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly ConcurrentDictionary<string, Lazy<Task<string?>>> Installations = new(StringComparer.Ordinal);

    private readonly string _path;

    private NodeFolder(string path) => _path = path;

    /// <summary>Installs what the lock file names, once. Where there is no Node, or the packages can't be had, the test is skipped; not so in CI.</summary>
    public static async Task<NodeFolder> InstalledAsync(string folder)
    {
        var path = Path.Combine(RepositoryRoot.Path, folder);
        var problem = await Installations.GetOrAdd(path, static path => new Lazy<Task<string?>>(() => InstallAsync(path))).Value;
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            problem.ShouldBeNull();
        }

        Assert.SkipWhen(problem is not null, problem ?? "");
        return new NodeFolder(path);
    }

    /// <summary>Runs a script to its end, which must be a good one.</summary>
    public async Task RunAsync(string script, params (string Name, string Value)[] environment)
    {
        var (code, output) = await TryAsync(script, environment);
        code.ShouldBe(0, output);
    }

    /// <summary>Runs a script to its end, whatever that is.</summary>
    public Task<(int Code, string Output)> TryAsync(string script, params (string Name, string Value)[] environment) =>
        ExecuteAsync(_path, "node", [script], environment);

    private static async Task<string?> InstallAsync(string path)
    {
        try
        {
            var (code, output) = await ExecuteAsync(path, "npm", ["ci", "--no-audit", "--no-fund"], []);
            return code == 0 ? null : $"npm ci failed in {path}: {output}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "needs Node with npm (Debian: nodejs npm)";
        }
    }

    private static async Task<(int Code, string Output)> ExecuteAsync(
        string path, string program, string[] arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = path, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, await output + await errors);
    }
}
