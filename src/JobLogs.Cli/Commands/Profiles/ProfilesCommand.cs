using System.CommandLine;
using JobLogs.Cli.Options;
using JobLogs.Cli.Output;
using JobLogs.Cli.Profiles;

namespace JobLogs.Cli.Commands.Profiles;

/// <summary><c>joblogs profiles</c>.</summary>
internal static class ProfilesCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("profiles", "Lists the profiles; keys are not shown");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var file = ProfileFile.Read();
            var table = new Table("profile", "server", "key", "used");
            foreach (var (name, profile) in file.Profiles)
            {
                table.Add(name, profile.Server.ToString(), profile.Key is null ? "none" : "yes", name == file.Current ? "*" : "");
            }

            table.Write(parsed.GetValue(GlobalOptions.Output));
            await Terminal.Out.FlushAsync(cancellationToken);
        });
        return command;
    }
}
