using System.CommandLine;
using JobLogs.Cli.Options;
using JobLogs.Cli.Output;
using JobLogs.Protocol.Runs;

namespace JobLogs.Cli.Commands.Runs;

/// <summary><c>joblogs cancel</c>.</summary>
internal static class CancelCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var run = RunsCommands.Run();
        var command = new Command("cancel", "Asks for the end of a run") { run };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = Connection.Open(parsed);
            var now = await client.Runs.CancelAsync(parsed.GetRequiredValue(run), cancellationToken);
            if (parsed.GetValue(GlobalOptions.Output) == OutputFormat.Json)
            {
                Json.Write(now, RunsJsonContext.Wire.RunDocument);
            }
            else
            {
                await Terminal.Out.WriteLineAsync($"{now.Id} {now.Status}");
            }

            await Terminal.Out.FlushAsync(cancellationToken);
        });
        return command;
    }
}
