using System.CommandLine;
using JobLogs.Cli.Options;
using JobLogs.Cli.Output;
using JobLogs.Cli.Profiles;
using JobLogs.Client;

namespace JobLogs.Cli.Commands.Profiles;

/// <summary><c>joblogs login</c>.</summary>
internal static class LoginCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var noKey = new Option<bool>("--no-key") { Description = "The server asks for none" };
        var offline = new Option<bool>("--offline") { Description = "Don't ask the server whether it works" };
        var command = new Command("login", "Remembers a server and a key as a profile, and uses it from now on") { noKey, offline };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var file = ProfileFile.Read();
            var name = parsed.GetValue(GlobalOptions.Profile) ?? file.Current;
            var known = file.Profiles.GetValueOrDefault(name);
            var server = parsed.GetValue(GlobalOptions.Server) ?? known?.Server
                ?? throw new CliException("Which server? For example: joblogs login --server http://logs.example.org:8000");
            var key = parsed.GetValue(noKey) ? null : parsed.GetValue(GlobalOptions.Key) ?? Terminal.ReadSecret($"API key for {server}: ")?.Trim();
            var profile = new Profile(server, string.IsNullOrEmpty(key) ? null : key);
            if (!parsed.GetValue(offline))
            {
                using var client = new JobLogsClient(new JobLogsOptions { ServerAddress = profile.Server, ApiKey = profile.Key });
                await client.Jobs.ListAsync(limit: 1, cancellationToken: cancellationToken);
            }

            file.Profiles[name] = profile;
            ProfileFile.Write(file with { Current = name });
            await Terminal.Out.WriteLineAsync($"Profile '{name}': {profile.Server}{(profile.Key is null ? ", without a key" : "")}. Kept in {ProfileFile.Path}, for you only.");
            await Terminal.Out.FlushAsync(cancellationToken);
        });
        return command;
    }
}
