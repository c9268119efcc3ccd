using System.CommandLine;
using JobLogs.Cli.Output;
using JobLogs.Cli.Profiles;
using JobLogs.Client;
using JobLogs.Client.Shipping;

namespace JobLogs.Cli.Options;

/// <summary>Which server a command talks to, and as whom: the options, else the environment, else the profile.</summary>
internal static class Connection
{
    private const string DefaultServer = "http://127.0.0.1:8000";

    /// <summary>A client for the command.</summary>
    public static JobLogsClient Open(ParseResult parsed, ShippingOptions? shipping = null)
    {
        var profile = FindProfile(parsed);
        return new JobLogsClient(new JobLogsOptions
        {
            ServerAddress = parsed.GetValue(GlobalOptions.Server) ?? Address(Variable("JOBLOGS_SERVER")) ?? profile?.Server ?? new Uri(DefaultServer),
            ApiKey = parsed.GetValue(GlobalOptions.Key) ?? Variable("JOBLOGS_API_KEY") ?? profile?.Key,
            Shipping = shipping ?? new ShippingOptions(),
        });
    }

    private static Profile? FindProfile(ParseResult parsed)
    {
        var file = ProfileFile.Read();
        var named = parsed.GetValue(GlobalOptions.Profile) ?? Variable("JOBLOGS_PROFILE");
        var name = named ?? file.Current;
        if (file.Profiles.TryGetValue(name, out var profile))
        {
            return profile;
        }

        return named is null
            ? null
            : throw new CliException($"There is no profile '{name}'. 'joblogs profiles' lists those that there are; 'joblogs login --profile {name}' makes it.");
    }

    private static Uri? Address(string? text) => text is null
        ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new CliException($"JOBLOGS_SERVER is '{text}', which is not an address such as http://logs.example.org:8000.");

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
