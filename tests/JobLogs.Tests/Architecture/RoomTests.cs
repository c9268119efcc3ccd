using System.Text.RegularExpressions;

namespace JobLogs.Tests.Architecture;

/// <summary>Who may know whom: the table of docs/architecture.md, held against the sources.</summary>
public sealed partial class RoomTests
{
    private static readonly Dictionary<string, string[]> ServerRooms = new(StringComparer.Ordinal)
    {
        ["Settings"] = [],
        ["Secrets"] = ["Settings"],
        ["Http"] = [],
        ["Tracing"] = [],
        ["Calls"] = ["Settings"],
        ["Access"] = ["Http", "Ingest", "Settings"],
        ["Alerts"] = ["Calls", "Http", "Ingest", "Runs", "Secrets", "Settings"],
        ["Live"] = ["Http", "Settings"],
        ["Ingest"] = ["Http", "Live", "Settings", "Secrets", "Tracing"],
        ["Logs"] = ["Http", "Live", "Settings", "Tracing"],
        ["Papers"] = ["Http"],
        ["Copies"] = ["Http", "Ingest", "Runs", "Settings"],
        ["Stores"] = ["Copies", "Http"],
        ["Schedules"] = ["Http", "Ingest", "Runs", "Settings"],
        ["Runs"] = ["Http", "Handlers", "Ingest", "Live", "Settings", "Secrets", "Tracing"],
        ["Jobs"] = ["Http", "Handlers", "Ingest", "Runs", "Schedules", "Settings", "Secrets"],
        ["Comparisons"] = ["Http", "Runs"],
        ["Shippers"] = ["Handlers", "Http", "Ingest", "Jobs", "Runs"],
        ["Handlers"] = ["Calls", "Http", "Ingest", "Runs", "Settings"],
        ["Fleet"] = ["Live", "Runs", "Schedules"],
        ["Retention"] = ["Http", "Ingest", "Settings"],
        ["Diagnostics"] = ["Copies", "Http", "Handlers", "Ingest", "Retention", "Runs", "Settings", "Tracing"],
        ["Web"] = ["Http"],
        ["Hosting"] = ["*"],
    };

    private static readonly Dictionary<string, string[]> Projects = new(StringComparer.Ordinal)
    {
        ["JobLogs.Protocol"] = [],
        ["JobLogs.Client"] = ["JobLogs.Protocol"],
        ["JobLogs.Cli"] = ["JobLogs.Client", "JobLogs.Protocol"],
        ["JobLogs.Storage"] = [],
        ["JobLogs.Storage.Elasticsearch"] = ["JobLogs.Storage"],
        ["JobLogs.Storage.PostgreSql"] = ["JobLogs.Storage"],
        ["JobLogs.Storage.Sqlite"] = ["JobLogs.Storage"],
        ["JobLogs.Server"] = ["JobLogs.Client", "JobLogs.Protocol", "JobLogs.Storage", "JobLogs.Storage.Elasticsearch", "JobLogs.Storage.PostgreSql", "JobLogs.Storage.Sqlite"],
    };

    [Fact]
    public void A_project_references_only_what_its_room_may_know()
    {
        foreach (var (project, allowed) in Projects)
        {
            var text = File.ReadAllText(Path.Combine(SourceTree.Root, "src", project, project + ".csproj"));
            var referenced = ProjectReference().Matches(text).Select(match => match.Groups[1].Value);
            referenced.Except(allowed).ShouldBeEmpty($"{project} knows more than it may");
        }
    }

    [Fact]
    public void A_feature_of_the_server_uses_only_the_features_that_it_may_know()
    {
        var strangers = new List<string>();
        foreach (var folder in Directory.GetDirectories(Path.Combine(SourceTree.Root, "src", "JobLogs.Server")))
        {
            var room = Path.GetFileName(folder);
            if (room is "bin" or "obj" or "Properties")
            {
                continue;
            }

            ServerRooms.ShouldContainKey(room, "a new room needs a line in the table, here and in docs/architecture.md");
            var allowed = ServerRooms[room];
            strangers.AddRange(
                from file in SourceTree.CSharpFiles(folder)
                from Match use in ServerUsing().Matches(File.ReadAllText(file))
                let other = use.Groups[1].Value
                where other != room && !allowed.Contains(other) && !allowed.Contains("*")
                select $"{room}/{Path.GetFileName(file)} uses {other}");
        }

        strangers.ShouldBeEmpty();
    }

    [Fact]
    public void Adapters_are_named_only_in_Hosting()
    {
        var server = Path.Combine(SourceTree.Root, "src", "JobLogs.Server");
        SourceTree.CSharpFiles(server)
            .Where(file => !file.Contains("/Hosting/", StringComparison.Ordinal))
            .Where(file => Adapter().IsMatch(File.ReadAllText(file)))
            .ShouldBeEmpty();
    }

    [Fact]
    public void No_source_file_is_longer_than_400_lines()
    {
        string[] roots = ["src", "tests", "bench"];
        roots.SelectMany(root => SourceTree.CSharpFiles(Path.Combine(SourceTree.Root, root)))
            .Where(file => !file.EndsWith(".g.cs", StringComparison.Ordinal) && File.ReadLines(file).Count() > 400)
            .ShouldBeEmpty();
    }

    [GeneratedRegex(@"ProjectReference Include=""[^""]*/(JobLogs\.[A-Za-z.]+)\.csproj""")]
    private static partial Regex ProjectReference();

    [GeneratedRegex(@"JobLogs\.Storage\.(Sqlite|PostgreSql|Elasticsearch)\b")]
    private static partial Regex Adapter();

    [GeneratedRegex(@"using (?:static )?JobLogs\.Server\.([A-Za-z]+)")]
    private static partial Regex ServerUsing();
}
