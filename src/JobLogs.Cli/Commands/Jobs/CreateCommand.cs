using System.CommandLine;
using JobLogs.Cli.Options;
using JobLogs.Cli.Output;

namespace JobLogs.Cli.Commands.Jobs;

/// <summary><c>joblogs jobs create</c>.</summary>
internal static class CreateCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "Its name, unique" };
        var disabled = new Option<bool>("--disabled") { Description = "It doesn't run when it is due" };
        var command = new Command("create", "Creates a job") { name, disabled };
        var definition = new DefinitionOptions(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = Connection.Open(parsed);
            var job = definition.Read(parsed, parsed.GetRequiredValue(name)) with { Enabled = parsed.GetValue(disabled) ? false : null };
            JobPrinter.Write(await client.Jobs.CreateAsync(job, cancellationToken), parsed.GetValue(GlobalOptions.Output));
            await Terminal.Out.FlushAsync(cancellationToken);
        });
        return command;
    }
}
