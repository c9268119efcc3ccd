using System.CommandLine;
using System.Text.Json;
using JobLogs.Cli.Options;
using JobLogs.Cli.Output;

namespace JobLogs.Cli.Commands.Keys;

/// <summary><c>joblogs keys create</c>.</summary>
internal static class CreateCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "What people call it" };
        var role = new Option<string>("--role") { Description = "viewer reads, writer sends, operator runs jobs, admin does all", Required = true };
        role.AcceptOnlyFromAmong("viewer", "writer", "operator", "admin");
        var days = new Option<int?>("--days") { Description = "For how many days it is good; for ever when left out" };
        var command = new Command("create", "Makes a key, and shows its text this once") { name, role, days };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = Connection.Open(parsed);
            var body = new Dictionary<string, string> { ["name"] = parsed.GetRequiredValue(name), ["role"] = parsed.GetRequiredValue(role) };
            if (parsed.GetValue(days) is { } good)
            {
                body["expires_at"] = Protocol.Timestamps.ToText(Protocol.Timestamps.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddDays(good)));
            }

            var key = await client.CallAsync(
                HttpMethod.Post, KeysCommands.Path, JsonSerializer.SerializeToElement(body, JsonTypes.Wire.DictionaryStringString), cancellationToken);
            if (parsed.GetValue(GlobalOptions.Output) == OutputFormat.Json)
            {
                Json.Write(key, JsonTypes.Wire.JsonElement);
            }
            else
            {
                Terminal.Complain($"{KeyPrinter.Text(key, "id")}, {KeyPrinter.Text(key, "role")}. Its text is shown this once:");
                await Terminal.Out.WriteLineAsync(KeyPrinter.Text(key, "key"));
            }

            await Terminal.Out.FlushAsync(cancellationToken);
        });
        return command;
    }
}
