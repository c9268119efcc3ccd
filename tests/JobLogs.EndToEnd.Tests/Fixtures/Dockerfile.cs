using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace JobLogs.EndToEnd.Tests.Fixtures;

/// <summary>What <c>deploy/Dockerfile</c> says of the image that it makes.</summary>
/// <param name="Environment">Its variables.</param>
/// <param name="Entrypoint">What it runs.</param>
/// <param name="HealthCheck">What tells how it is.</param>
internal sealed partial record Dockerfile((string Name, string Value)[] Environment, string[] Entrypoint, string[] HealthCheck)
{
    /// <summary>Reads it.</summary>
    public static Dockerfile Read()
    {
        var text = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "deploy", "Dockerfile"));
        var variables = Variable().Matches(EnvLine().Match(text).Groups["all"].Value);
        return new Dockerfile(
            [.. variables.Select(static match => (match.Groups["name"].Value, match.Groups["value"].Value.Trim('"')))],
            Words(EntrypointLine().Match(text).Groups["words"].Value),
            Words(HealthLine().Match(text).Groups["words"].Value));
    }

    /// <summary>Does what the container's engine does to learn how it is.</summary>
    /// <param name="folder">The image's working folder.</param>
    /// <param name="settings">Variables that whoever runs the image has set.</param>
    public async Task<CliResult> CheckHealthAsync(string folder, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo(HealthCheck[0], HealthCheck.Skip(1)) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Environment.Concat(settings))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        return await CliResult.OfAsync(process);
    }

    private static string[] Words(string json) => JsonSerializer.Deserialize<string[]>(json)!;

    [GeneratedRegex(@"^ENV (?<all>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex EnvLine();

    [GeneratedRegex("(?<name>[A-Za-z_]+)=(?<value>\"[^\"]*\"|\\S*)", RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^ENTRYPOINT (?<words>\[.+\])$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex EntrypointLine();

    [GeneratedRegex(@"^HEALTHCHECK .*CMD (?<words>\[.+\])$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex HealthLine();
}
