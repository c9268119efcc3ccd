using System.CommandLine;
using JobLogs.Cli.Options;

namespace JobLogs.Cli.Commands.Runs;

/// <summary><c>joblogs runs retry</c>.</summary>
internal static class RetryCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var run = RunsCommands.Run();
        var command = new Command("retry", "Makes a new run like one that is over") { run };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = Connection.Open(parsed);
            await RunFollowing.TellAsync(await client.Runs.RetryAsync(parsed.GetRequiredValue(run), cancellationToken), parsed.GetValue(GlobalOptions.Output));
        });
        return command;
    }
}
