using System.CommandLine;
using JobLogs.Cli.Options;
using JobLogs.Cli.Output;
using JobLogs.Client.Http;

namespace JobLogs.Cli.Commands.Jobs;

/// <summary><c>joblogs jobs enable</c> and <c>disable</c>.</summary>
internal static class SwitchCommand
{
    /// <summary>The command.</summary>
    public static Command Create(string verb, string description, bool isEnabled)
    {
        var job = JobsCommands.Job();
        var command = new Command(verb, description) { job };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = Connection.Open(parsed);
            var changed = await client.Jobs.UpdateAsync(parsed.GetRequiredValue(job), new JobRequest { Enabled = isEnabled }, cancellationToken);
            JobPrinter.Write(changed, parsed.GetValue(GlobalOptions.Output));
            await Terminal.Out.FlushAsync(cancellationToken);
        });
        return command;
    }
}
