using System.CommandLine;
using JobLogs.Cli.Options;
using JobLogs.Cli.Output;
using JobLogs.Protocol.Logs;

namespace JobLogs.Cli.Commands.Logs;

/// <summary><c>joblogs stats</c>.</summary>
internal static class StatsCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var source = SourceArgument.Create();
        var interval = new Option<string?>("--interval", "-i") { Description = "The width of the spans of time: 30s, 5m, 1h, 1d" };
        var command = new Command("stats", "Counts entries by level, step and time") { source, interval };
        var filters = new FilterOptions(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = Connection.Open(parsed);
            var counts = await client.Logs.StatisticsAsync(
                SourceArgument.Read(parsed.GetValue(source)), filters.Read(parsed), parsed.GetValue(interval), cancellationToken);
            Write(counts, parsed.GetValue(GlobalOptions.Output));
            await Terminal.Out.FlushAsync(cancellationToken);
        });
        return command;
    }

    private static void Write(LogStatisticsDocument counts, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            Json.Write(counts, LogsJsonContext.Wire.LogStatisticsDocument);
            return;
        }

        var table = new Table("what", "entries", "p50", "p95", "max");
        table.Add("all", counts.Total.ToString());
        table.Add("DEBUG", counts.ByLevel.Debug.ToString());
        table.Add("INFO", counts.ByLevel.Info.ToString());
        table.Add("WARNING", counts.ByLevel.Warning.ToString());
        table.Add("ERROR", counts.ByLevel.Error.ToString());
        table.Add("CRITICAL", counts.ByLevel.Critical.ToString());
        foreach (var (step, entries) in counts.ByStep.OrderByDescending(static step => step.Value))
        {
            var took = counts.Durations.GetValueOrDefault(step);
            table.Add($"step {step}", entries.ToString(), Texts.Duration(took?.P50), Texts.Duration(took?.P95), Texts.Duration(took?.Max));
        }

        foreach (var span in counts.Histogram)
        {
            var all = span.Counts;
            table.Add($"from {Texts.ShortTime(span.Start)}", (all.Debug + all.Info + all.Warning + all.Error + all.Critical).ToString());
        }

        table.Write(format);
    }
}
