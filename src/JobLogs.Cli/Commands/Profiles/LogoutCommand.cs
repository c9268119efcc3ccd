using System.CommandLine;
using JobLogs.Cli.Options;
using JobLogs.Cli.Output;
using JobLogs.Cli.Profiles;

namespace JobLogs.Cli.Commands.Profiles;

/// <summary><c>joblogs logout</c>.</summary>
internal static class LogoutCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("logout", "Forgets a profile and its key");
        command.SetAction(parsed =>
        {
            var file = ProfileFile.Read();
            var name = parsed.GetValue(GlobalOptions.Profile) ?? file.Current;
            if (!file.Profiles.Remove(name))
            {
                throw new CliException($"There is no profile '{name}'.");
            }

            ProfileFile.Write(file with { Current = file.Current == name ? file.Profiles.Keys.FirstOrDefault() ?? "default" : file.Current });
            return ExitCodes.Ok;
        });
        return command;
    }
}
