using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests.Cli;

/// <summary>The packages as a newcomer gets them.</summary>
[Trait("Category", "Slow")]
public sealed partial class PackageTests(PackageFeed packages) : IClassFixture<PackageFeed>
{
    private const string AddressOfReadme = "http://127.0.0.1:8000";

    [Fact]
    public async Task Who_follows_the_readme_of_the_SDK_to_the_letter_sees_a_first_entry_and_so_does_the_installed_tool()
    {
        await using var server = await ServerProcess.StartAsync();
        var address = server.Address.ToString().TrimEnd('/');
        var readme = (await ReadAsync("JobLogs.Client", "README.md")).Replace(AddressOfReadme, address, StringComparison.Ordinal);
        var shell = Blocks(readme, "bash");

        await packages.RunAsync("bash", "-ec", shell[0]);
        await File.WriteAllTextAsync(Path.Combine(packages.Work, "Program.cs"), Blocks(readme, "csharp")[0]);
        await packages.RunAsync("bash", "-ec", shell[1]);
        var answer = JsonElement.Parse(await packages.RunAsync("bash", "-ec", shell[2]));

        var entry = answer.GetProperty("logs").EnumerateArray().ShouldHaveSingleItem();
        entry.GetProperty("message").GetString().ShouldBe("Got 7 files from example.org");
        entry.GetProperty("step").GetString().ShouldBe("download");
        (await server.GetAsync("/api/cronjobs/my-first-job/runs")).GetProperty("runs")[0].GetProperty("status").GetString().ShouldBe("completed");

        await packages.RunAsync("dotnet", "tool", "install", "JobLogs.Cli", "--tool-path", "tools");
        var told = await packages.RunAsync(Path.Combine(packages.Work, "tools", "joblogs"), "logs", "my-first-job", "--server", address);
        told.ShouldContain("Got 7 files from example.org");
    }

    [Theory]
    [InlineData("JobLogs.Client", "lib/net10.0/JobLogs.Client.dll", "lib/net10.0/JobLogs.Client.xml")]
    [InlineData("JobLogs.Protocol", "lib/net10.0/JobLogs.Protocol.dll", "lib/net10.0/JobLogs.Protocol.xml")]
    [InlineData("JobLogs.Cli", "tools/net10.0/any/joblogs.dll", "tools/net10.0/any/DotnetToolSettings.xml")]
    public async Task A_package_has_its_licence_readme_documentation_and_symbols(string name, params string[] files)
    {
        using var package = await OpenAsync(name, ".nupkg");
        foreach (var file in files.Append("README.md"))
        {
            package.GetEntry(file).ShouldNotBeNull(file);
        }

        var specification = await ReadAsync(name, name + ".nuspec");
        specification.ShouldContain("<license type=\"expression\">Apache-2.0</license>");
        specification.ShouldContain("<readme>README.md</readme>");
        using var symbols = await OpenAsync(name, ".snupkg");
        symbols.Entries.ShouldContain(entry => entry.FullName.EndsWith(".pdb", StringComparison.Ordinal));
    }

    private static string[] Blocks(string markdown, string language) =>
        [.. Block().Matches(markdown).Where(block => block.Groups["language"].Value == language).Select(block => block.Groups["text"].Value)];

    private async Task<string> ReadAsync(string name, string file)
    {
        using var package = await OpenAsync(name, ".nupkg");
        using var reader = new StreamReader(await package.GetEntry(file).ShouldNotBeNull(file).OpenAsync());
        return await reader.ReadToEndAsync();
    }

    private Task<ZipArchive> OpenAsync(string name, string kind) =>
        ZipFile.OpenReadAsync(Directory.GetFiles(packages.Feed, $"{name}.*{kind}").ShouldHaveSingleItem());

    [GeneratedRegex("```(?<language>[a-z]+)\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();
}
