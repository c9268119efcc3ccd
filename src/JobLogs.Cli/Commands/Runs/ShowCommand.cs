using System.CommandLine;
using JobLogs.Cli.Options;
using JobLogs.Cli.Output;
using JobLogs.Protocol.Runs;

namespace JobLogs.Cli.Commands.Runs;

/// <summary><c>joblogs runs show</c>.</summary>
internal static class ShowCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var run = RunsCommands.Run();
        var command = new Command("show", "Shows a run with its steps and metrics") { run };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = Connection.Open(parsed);
            Write(await client.Runs.SummaryAsync(parsed.GetRequiredValue(run), cancellationToken), parsed.GetValue(GlobalOptions.Output));
            await Terminal.Out.FlushAsync(cancellationToken);
        });
        return command;
    }

    private static void Write(RunSummary summary, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            Json.Write(summary, RunsJsonContext.Wire.RunSummary);
            return;
        }

        var run = summary.Run;
        var table = new Table("field", "value");
        table.Add("run", run.Id);
        table.Add("job", $"{run.JobName} ({run.JobId})");
        table.Add(1, Colour.Status, "status", run.Status);
        table.Add("trigger", run.Trigger);
        table.Add("started", Texts.ShortTime(run.StartedAt));
        table.Add("took", Texts.Duration(run.DurationMs));
        table.Add("attempt", run.Attempt.ToString());
        table.Add("entries", $"{run.Entries} (warnings {run.Counts.Warning}, errors {run.Counts.Error + run.Counts.Critical})");
        table.Add("error", run.Error is { } error ? $"{error.Code}: {error.Message}" : "-");
        foreach (var step in summary.Steps)
        {
            table.Add($"step {step.Name}", $"{step.Status}, {Texts.Duration(step.DurationMs)}");
        }

        foreach (var metric in summary.Metrics)
        {
            table.Add($"metric {metric.MetricName}", $"last {metric.Last}, {metric.Count} recorded, {metric.Min} to {metric.Max}");
        }

        table.Write(format);
    }
}
