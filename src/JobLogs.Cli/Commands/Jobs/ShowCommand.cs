using System.CommandLine;
using JobLogs.Cli.Options;
using JobLogs.Cli.Output;

namespace JobLogs.Cli.Commands.Jobs;

/// <summary><c>joblogs jobs show</c>.</summary>
internal static class ShowCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var job = JobsCommands.Job();
        var command = new Command("show", "Shows a job") { job };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = Connection.Open(parsed);
            JobPrinter.Write(await client.Jobs.GetAsync(parsed.GetRequiredValue(job), cancellationToken), parsed.GetValue(GlobalOptions.Output));
            await Terminal.Out.FlushAsync(cancellationToken);
        });
        return command;
    }
}
