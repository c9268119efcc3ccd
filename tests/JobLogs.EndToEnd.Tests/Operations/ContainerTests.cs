using System.Text.RegularExpressions;
using JobLogs.EndToEnd.Tests.Fixtures;
using YamlDotNet.RepresentationModel;

namespace JobLogs.EndToEnd.Tests.Operations;

/// <summary>The files for containers name what is there, and settings that the server knows.</summary>
public sealed partial class ContainerTests
{
    private static readonly string Deploy = Path.Combine(RepositoryRoot.Path, "deploy");

    [Fact]
    public void The_compose_file_sets_what_the_settings_page_lists()
    {
        var server = Server();

        var set = Map(server, "environment").Children.Keys.Select(static key => key.ToString()).ToList();

        set.Count.ShouldBeGreaterThan(3);
        set.Except(Known()).ShouldBeEmpty();
    }

    [Fact]
    public void The_compose_file_builds_the_image_of_this_checkout_and_runs_it_read_only_without_rights()
    {
        var server = Server();
        var build = Map(server, "build");

        var context = Path.GetFullPath(Path.Combine(Deploy, Text(build, "context")));
        File.Exists(Path.Combine(context, Text(build, "dockerfile"))).ShouldBeTrue();
        context.ShouldBe(RepositoryRoot.Path);
        (Text(server, "read_only"), server["cap_drop"].ToString(), server["security_opt"].ToString())
            .ShouldBe(("true", "[ ALL ]", "[ no-new-privileges:true ]"));
    }

    [Fact]
    public void The_services_that_the_server_waits_for_and_the_volumes_are_there()
    {
        var compose = Compose();
        var services = Map(compose, "services");

        Map(Server(), "depends_on").Children.Keys.ShouldBeSubsetOf(services.Children.Keys);
        var volumes = Map(compose, "volumes").Children.Keys.Select(static key => key.ToString());
        services.Children.Values.OfType<YamlMappingNode>()
            .Where(static service => service.Children.ContainsKey("volumes"))
            .SelectMany(static service => (YamlSequenceNode)service["volumes"])
            .Select(static volume => volume.ToString().Split(':')[0])
            .ShouldBeSubsetOf(volumes);
    }

    [Fact]
    public void The_Dockerfile_publishes_what_it_then_runs_and_says_settings_that_there_are()
    {
        var image = Dockerfile.Read();
        var text = File.ReadAllText(Path.Combine(Deploy, "Dockerfile"));
        var project = Path.Combine(RepositoryRoot.Path, Published().Match(text).Groups["project"].Value);

        var source = File.ReadAllText(Directory.GetFiles(project, "*.csproj").ShouldHaveSingleItem());

        var assembly = AssemblyName().Match(source).Groups["name"].Value + ".dll";
        image.Entrypoint.ShouldBe(["dotnet", assembly]);
        image.HealthCheck.ShouldBe(["dotnet", assembly, "health"]);
        image.Environment.Select(static variable => variable.Name).Except(Known()).ShouldBe(["ASPNETCORE_HTTP_PORTS", "DOTNET_EnableDiagnostics"]);
        text.ShouldContain("EXPOSE " + image.Environment.Single(static variable => variable.Name == "PORT").Value);
    }

    private static YamlMappingNode Server() => Map(Map(Compose(), "services"), "server");

    private static YamlMappingNode Compose()
    {
        using var reader = File.OpenText(Path.Combine(Deploy, "compose.yaml"));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents.ShouldHaveSingleItem().RootNode;
    }

    private static YamlMappingNode Map(YamlMappingNode node, string key) => (YamlMappingNode)node[key];

    private static string Text(YamlMappingNode node, string key) => ((YamlScalarNode)node[key]).Value!;

    private static HashSet<string> Known() =>
        [.. Setting().Matches(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "settings.md"))).Select(static match => match.Value)];

    [GeneratedRegex("(?<=`)[A-Z][A-Z_]+(?=`)", RegexOptions.ExplicitCapture)]
    private static partial Regex Setting();

    [GeneratedRegex(@"^RUN dotnet publish (?<project>\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Published();

    [GeneratedRegex("<AssemblyName>(?<name>[^<]+)</AssemblyName>", RegexOptions.ExplicitCapture)]
    private static partial Regex AssemblyName();
}
