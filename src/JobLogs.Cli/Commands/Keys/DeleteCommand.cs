using System.CommandLine;
using JobLogs.Cli.Options;

namespace JobLogs.Cli.Commands.Keys;

/// <summary><c>joblogs keys delete</c>.</summary>
internal static class DeleteCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var key = new Argument<string>("key") { Description = "The key's id, key_…" };
        var command = new Command("delete", "Makes a key good for nothing, at once") { key };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = Connection.Open(parsed);
            await client.CallAsync(HttpMethod.Delete, $"{KeysCommands.Path}/{Uri.EscapeDataString(parsed.GetRequiredValue(key))}", null, cancellationToken);
        });
        return command;
    }
}
