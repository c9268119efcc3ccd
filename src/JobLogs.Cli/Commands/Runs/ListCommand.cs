using System.CommandLine;
using JobLogs.Cli.Options;
using JobLogs.Cli.Output;
using JobLogs.Protocol.Runs;

namespace JobLogs.Cli.Commands.Runs;

/// <summary><c>joblogs runs list</c>.</summary>
internal static class ListCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var job = new Argument<string?>("job") { Description = "Only this job's, by id or name", Arity = ArgumentArity.ZeroOrOne };
        var status = new Option<string?>("--status") { Description = "Only those of this status" };
        status.CompletionSources.Add("pending", "running", "completed", "failed", "cancelled", "timed_out", "interrupted", "skipped");
        var since = new Option<DateTimeOffset?>("--since") { Description = "Made at this time or later; 2h is two hours ago", CustomParser = TimeText.Parse };
        var limit = new Option<int>("--limit", "-n") { Description = "At most so many", DefaultValueFactory = static _ => 20 };
        var command = new Command("list", "Lists runs, newest first") { job, status, since, limit };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = Connection.Open(parsed);
            var list = await client.Runs.ListAsync(
                parsed.GetValue(job), parsed.GetValue(status), parsed.GetValue(since), limit: parsed.GetValue(limit), cancellationToken: cancellationToken);
            Write(list, parsed.GetValue(GlobalOptions.Output));
            await Terminal.Out.FlushAsync(cancellationToken);
        });
        return command;
    }

    private static void Write(RunList list, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            Json.Write(list, RunsJsonContext.Wire.RunList);
            return;
        }

        var table = new Table("run", "job", "status", "trigger", "started", "took", "entries", "warnings", "errors");
        foreach (var run in list.Runs)
        {
            table.Add(
                2, Colour.Status, run.Id, run.JobName, run.Status, run.Trigger, Texts.ShortTime(run.StartedAt), Texts.Duration(run.DurationMs),
                run.Entries.ToString(), run.Counts.Warning.ToString(), (run.Counts.Error + run.Counts.Critical).ToString());
        }

        table.Write(format);
    }
}
