using System.Runtime.Versioning;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests.Operations;

/// <summary>The server keeps to its folder: all else may be read-only, and it needs no rights, no home and no folder for temporary files.</summary>
[Trait("Category", "Slow")]
[UnsupportedOSPlatform("windows")]
public sealed class ReadOnlyRootTests(PublishedServer published)
{
    private const string Programs = "/usr/sbin:/usr/bin:/sbin:/bin";

    [Fact]
    public async Task The_published_file_writes_to_its_folder_alone()
    {
        var file = await published.FileAsync();
        ReadOnlyRoot.OrSkip(file);
        await using var server = await ServerProcess.StartCommandAsync(
            ReadOnlyRoot.Of(file), ("PATH", Programs), ("DOTNET_BUNDLE_EXTRACT_BASE_DIR", "{folder}/.net"));

        await PublishedWalk.GoAsync(server);

        (await server.StopAsync()).ShouldBe(0);
        Directory.GetFileSystemEntries(server.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe([".net", "joblogs.db", "joblogs.db.lock"]);
    }

    [Fact]
    public async Task What_the_image_runs_writes_to_its_folder_alone_and_its_health_check_tells_how_it_is()
    {
        var image = Dockerfile.Read();
        ReadOnlyRoot.OrSkip(Path.Combine(AppContext.BaseDirectory, image.Entrypoint[1]));
        (string Name, string Value)[] own = [("PATH", Programs), ("PORT", FreePort.Next().ToString()), ("DATABASE_URL", "sqlite:///{folder}/joblogs.db"), ("insecure", "true")];
        await using var server = await ServerProcess.StartCommandAsync(
            ReadOnlyRoot.Of(image.Entrypoint[0], Path.Combine(AppContext.BaseDirectory, image.Entrypoint[1])), [.. image.Environment, .. own]);
        var healthy = await image.CheckHealthAsync(AppContext.BaseDirectory, own);

        await PublishedWalk.GoAsync(server);
        await server.StopAsync();

        (healthy.ExitCode, healthy.Output.Contains("healthy", StringComparison.Ordinal)).ShouldBe((0, true), healthy.Output + healthy.Error);
        (await image.CheckHealthAsync(AppContext.BaseDirectory, own)).ExitCode.ShouldBe(1);
        Directory.GetFileSystemEntries(server.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["joblogs.db", "joblogs.db.lock"]);
    }
}
