using System.CommandLine;
using JobLogs.Cli.Options;
using JobLogs.Cli.Output;

namespace JobLogs.Cli.Commands.Keys;

/// <summary><c>joblogs keys list</c>.</summary>
internal static class ListCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("list", "Lists keys, without their text");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = Connection.Open(parsed);
            KeyPrinter.Write(await client.CallAsync(HttpMethod.Get, KeysCommands.Path + "?limit=1000", null, cancellationToken), parsed.GetValue(GlobalOptions.Output));
            await Terminal.Out.FlushAsync(cancellationToken);
        });
        return command;
    }
}
