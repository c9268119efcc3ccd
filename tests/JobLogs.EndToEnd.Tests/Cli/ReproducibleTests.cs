using System.Diagnostics;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests.Cli;

/// <summary>The same sources give the same bytes, wherever they lie and whoever builds them.</summary>
[Trait("Category", "Slow")]
public sealed class ReproducibleTests : IDisposable
{
    private static readonly string[] Files = ["Directory.Build.props", "Directory.Packages.props", "BannedSymbols.txt", "global.json", ".editorconfig", "LICENSE"];
    private static readonly string[] Folders = ["src/JobLogs.Protocol", "src/JobLogs.Client"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    private readonly string _root = Directory.CreateTempSubdirectory("joblogs-twice-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task The_SDK_built_in_two_places_is_the_same_to_the_byte()
    {
        var first = await BuildAsync(Path.Combine(_root, "here"));
        var second = await BuildAsync(Path.Combine(_root, "somewhere else", "deeper"));

        foreach (var file in (string[])["JobLogs.Client.dll", "JobLogs.Client.pdb", "JobLogs.Client.xml", "JobLogs.Protocol.dll", "JobLogs.Protocol.pdb"])
        {
            var (one, other) = (await File.ReadAllBytesAsync(Path.Combine(first, file)), await File.ReadAllBytesAsync(Path.Combine(second, file)));
            one.AsSpan().SequenceEqual(other).ShouldBeTrue($"{file}: {one.Length} and {other.Length} bytes");
        }
    }

    /// <returns>The folder with what was built.</returns>
    private static async Task<string> BuildAsync(string place)
    {
        foreach (var file in Files.Concat(Folders.SelectMany(SourcesIn)))
        {
            var copy = Path.Combine(place, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(RepositoryRoot.Path, file), copy);
        }

        var start = new ProcessStartInfo("dotnet", ["build", "src/JobLogs.Client", "-c", "Release", "-v", "q"]) { WorkingDirectory = place, RedirectStandardOutput = true };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        process.ExitCode.ShouldBe(0, await output);
        return Path.Combine(place, "src/JobLogs.Client/bin/Release/net10.0");
    }

    private static IEnumerable<string> SourcesIn(string folder) =>
        Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, folder), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(RepositoryRoot.Path, file))
            .Where(file => !file[folder.Length..].StartsWith("/bin/", StringComparison.Ordinal) && !file[folder.Length..].StartsWith("/obj/", StringComparison.Ordinal));
}
