using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using JobLogs.EndToEnd.Tests.Fixtures;

[assembly: AssemblyFixture(typeof(PublishedServer))]

namespace JobLogs.EndToEnd.Tests.Fixtures;

/// <summary>
/// The server as one file, in a folder where nothing else is: the one that <c>JOBLOGS_TEST_PUBLISHED</c> names, else one that <c>deploy/publish</c> makes for
/// this machine when the first test wants it, not compiled beforehand, which takes minutes and changes nothing but the start. Where what it is made of can't be had,
/// the test is skipped and says why; with <c>CI=true</c> it fails.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class PublishedServer : IAsyncDisposable
{
    private const string Setting = "JOBLOGS_TEST_PUBLISHED";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private readonly Lazy<Task<(string File, string? Refusal)>> _made;
    private readonly string _folder = Directory.CreateTempSubdirectory("joblogs-published-").FullName;

    public PublishedServer() => _made = new(MakeAsync);

    /// <summary>The file.</summary>
    public async Task<string> FileAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "deploy/publish is a script for bash");
        var (file, refusal) = await _made.Value;
        Assert.SkipWhen(refusal is not null && Environment.GetEnvironmentVariable("CI") != "true", "needs the runtime's packages: " + refusal);
        refusal.ShouldBeNull();
        return file;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_made.IsValueCreated)
        {
            await _made.Value;
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task<(string File, string? Refusal)> MakeAsync()
    {
        if (Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } given)
        {
            return (Path.GetFullPath(given), null);
        }

        var platform = $"{(OperatingSystem.IsMacOS() ? "osx" : "linux")}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
        var start = new ProcessStartInfo(Path.Combine(RepositoryRoot.Path, "deploy", "publish"), ["-o", _folder, platform, "--", "-p:PublishReadyToRun=false"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var result = await CliResult.OfAsync(process, Patience);
        var said = result.Output + result.Error;
        if (result.ExitCode != 0 && said.Contains("NU1301", StringComparison.Ordinal))
        {
            return ("", said);
        }

        result.ExitCode.ShouldBe(0, said);
        File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        return (Path.Combine(_folder, platform, "joblogs-server"), null);
    }
}
