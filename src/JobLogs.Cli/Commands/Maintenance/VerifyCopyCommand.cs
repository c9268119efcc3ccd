using System.CommandLine;
using System.Text.Json;
using JobLogs.Cli.Options;
using JobLogs.Cli.Output;

namespace JobLogs.Cli.Commands.Maintenance;

/// <summary><c>joblogs verify-copy</c>.</summary>
internal static class VerifyCopyCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("verify-copy", "Compares the second copy with the database, and says what differs");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = Connection.Open(parsed);
            JsonElement report;
            using (new Waiting("Comparing the copy with the database"))
            {
                report = await client.CallAsync(HttpMethod.Post, "api/maintenance/verify-copy", null, cancellationToken);
            }

            Json.Write(report, JsonTypes.Wire.JsonElement);
            await Terminal.Out.FlushAsync(cancellationToken);
        });
        return command;
    }
}
