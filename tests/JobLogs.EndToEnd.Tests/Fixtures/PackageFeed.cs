using System.Diagnostics;

namespace JobLogs.EndToEnd.Tests.Fixtures;

/// <summary>The packages of this checkout in a folder that serves them, and a folder below it to use them in, with a package cache of its own.</summary>
public sealed class PackageFeed : IAsyncLifetime
{
    private static readonly string[] Projects = ["JobLogs.Protocol", "JobLogs.Client", "JobLogs.Cli"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    private readonly string _root = Directory.CreateTempSubdirectory("joblogs-packages-").FullName;

    /// <summary>The packages.</summary>
    public string Feed => Path.Combine(_root, "feed");

    /// <summary>An empty folder, in which the packages can be had by name.</summary>
    public string Work => Path.Combine(_root, "work");

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Work);
        await File.WriteAllTextAsync(
            Path.Combine(_root, "nuget.config"),
            """<configuration><packageSources><add key="this checkout" value="feed" /></packageSources></configuration>""");
        foreach (var project in Projects)
        {
            // In a folder of its own: what other tests run is not to be built anew under them.
            await RunAsync(
                RepositoryRoot.Path, "dotnet", "pack", $"src/{project}", "-c", "Release", "-o", Feed,
                "--artifacts-path", Path.Combine(_root, "artifacts"), "-v", "q", "-p:ContinuousIntegrationBuild=true");
        }
    }

    /// <summary>Runs a program in the working folder to its end, which must be a good one.</summary>
    public Task<string> RunAsync(string program, params string[] arguments) => RunAsync(Work, program, arguments);

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // The packages of this checkout must not stay in the user's cache under a version that will be published; all others may come from it.
        start.Environment["NUGET_PACKAGES"] = Path.Combine(_root, "cache");
        start.Environment["NUGET_FALLBACK_PACKAGES"] = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        start.Environment["JOBLOGS_CONFIG"] = Path.Combine(_root, "profiles.json");
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{await output}\n{await errors}");
        return await output;
    }
}
