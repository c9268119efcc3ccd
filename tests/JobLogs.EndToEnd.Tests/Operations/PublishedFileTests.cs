using System.Runtime.Versioning;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests.Operations;

/// <summary>The one file that <c>deploy/publish</c> makes needs nothing of the machine: no .NET, no home, no file beside it.</summary>
[Trait("Category", "Slow")]
[UnsupportedOSPlatform("windows")]
public sealed class PublishedFileTests(PublishedServer published)
{
    [Fact]
    public async Task It_is_alone_and_serves_page_jobs_and_logs_where_no_NET_is_to_be_found()
    {
        var file = await published.FileAsync();
        Directory.GetFileSystemEntries(Path.GetDirectoryName(file)!).ShouldBe([file]);
        await using var server = await ServerProcess.StartCommandAsync([file], ("PATH", "/nowhere"), ("DOTNET_BUNDLE_EXTRACT_BASE_DIR", "{folder}/.net"));

        await PublishedWalk.GoAsync(server);

        (await server.StopAsync()).ShouldBe(0);
    }
}
