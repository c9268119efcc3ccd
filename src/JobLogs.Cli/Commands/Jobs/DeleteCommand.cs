using System.CommandLine;
using JobLogs.Cli.Options;
using JobLogs.Cli.Output;

namespace JobLogs.Cli.Commands.Jobs;

/// <summary><c>joblogs jobs delete</c>.</summary>
internal static class DeleteCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var job = JobsCommands.Job();
        var yes = new Option<bool>("--yes", "-y") { Description = "Don't ask" };
        var command = new Command("delete", "Deletes a job with its runs and their logs") { job, yes };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = Connection.Open(parsed);
            var name = parsed.GetRequiredValue(job);
            if (!parsed.GetValue(yes) && !Confirm((await client.Jobs.GetAsync(name, cancellationToken)).Name))
            {
                return ExitCodes.Failed;
            }

            await client.Jobs.DeleteAsync(name, cancellationToken);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static bool Confirm(string name)
    {
        if (!Terminal.IsTyped)
        {
            throw new CliException($"'{name}' would be deleted with all its logs. Where nobody can be asked, say --yes.");
        }

        Terminal.Error.Write($"Delete '{name}' with all its runs and logs? [y/N] ");
        return Terminal.In.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }
}
