using System.CommandLine;
using JobLogs.Cli.Options;
using JobLogs.Cli.Output;
using JobLogs.Client.Http;

namespace JobLogs.Cli.Commands.Jobs;

/// <summary><c>joblogs jobs update</c>.</summary>
internal static class UpdateCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var job = JobsCommands.Job();
        var name = new Option<string?>("--name") { Description = "Its new name" };
        var resume = new Option<bool>("--resume") { Description = "Ends a pause: it runs when it is due again" };
        var command = new Command("update", "Changes what is named of a job, and leaves the rest") { job, name, resume };
        var definition = new DefinitionOptions(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(resume) && definition.Pauses(result))
            {
                result.AddError("--resume ends a pause and --paused-until begins one; write one of them.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var change = definition.Read(parsed, parsed.GetValue(name)) with { EndPause = parsed.GetValue(resume) };
            if (change == new JobRequest())
            {
                throw new CliException("Nothing is to be changed. Name it, for example: --cron '0 4 * * *'");
            }

            await using var client = Connection.Open(parsed);
            JobPrinter.Write(await client.Jobs.UpdateAsync(parsed.GetRequiredValue(job), change, cancellationToken), parsed.GetValue(GlobalOptions.Output));
            await Terminal.Out.FlushAsync(cancellationToken);
        });
        return command;
    }
}
