using System.CommandLine;
using System.Text.Json;
using JobLogs.Cli.Commands.Jobs;
using JobLogs.Cli.Options;
using JobLogs.Cli.Output;
using JobLogs.Client.Http;

namespace JobLogs.Cli.Commands.Runs;

/// <summary><c>joblogs trigger</c>.</summary>
internal static class TriggerCommand
{
    private const int WholeLog = 10_000;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var job = JobsCommands.Job();
        var follow = new Option<bool>("--follow", "-f") { Description = "Write its log until it is over, and end with its outcome" };
        var force = new Option<bool>("--force-reprocess") { Description = "Process again what was processed before" };
        var parameters = new Option<JsonElement?>("--parameters") { Description = "A JSON object that goes over the job's parameters", CustomParser = JsonArgument.Parse };
        var command = new Command("trigger", "Runs a job now, enabled or not") { job, follow, force, parameters };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = Connection.Open(parsed);
            var format = parsed.GetValue(GlobalOptions.Output);
            var request = new TriggerRequest { ForceReprocess = parsed.GetValue(force), Parameters = parsed.GetValue(parameters) };
            var accepted = await client.Jobs.TriggerAsync(parsed.GetRequiredValue(job), request, cancellationToken);
            if (!parsed.GetValue(follow))
            {
                await RunFollowing.TellAsync(accepted, format);
                return ExitCodes.Ok;
            }

            Terminal.Complain($"{accepted.JobRunId} begins.");
            var outcome = await RunFollowing.FollowAsync(client, LogSource.Run(accepted.JobRunId), null, WholeLog, format, cancellationToken);
            var run = await client.Runs.GetAsync(accepted.JobRunId, cancellationToken);
            Terminal.Complain($"{run.Id} is {run.Status} after {Texts.Duration(run.DurationMs)}{(run.Error is { } error ? $": {error.Message}" : ".")}");
            return outcome;
        });
        return command;
    }
}
