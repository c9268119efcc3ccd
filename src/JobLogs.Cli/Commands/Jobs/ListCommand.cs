using System.CommandLine;
using JobLogs.Cli.Options;
using JobLogs.Cli.Output;
using JobLogs.Protocol.Jobs;

namespace JobLogs.Cli.Commands.Jobs;

/// <summary><c>joblogs jobs list</c>.</summary>
internal static class ListCommand
{
    private const int Page = 200;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var search = new Option<string?>("--search") { Description = "A part of the name" };
        var enabledOnly = new Option<bool>("--enabled-only") { Description = "Leave out disabled ones" };
        var command = new Command("list", "Lists jobs, newest first") { search, enabledOnly };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = Connection.Open(parsed);
            var jobs = new List<JobDocument>();
            var total = 0L;
            for (var hasMore = true; hasMore;)
            {
                var page = await client.Jobs.ListAsync(parsed.GetValue(search), parsed.GetValue(enabledOnly), jobs.Count, Page, cancellationToken);
                jobs.AddRange(page.Cronjobs);
                (total, hasMore) = (page.Total, page.HasMore);
            }

            Write(new JobList(jobs, total, 0, jobs.Count, false), parsed.GetValue(GlobalOptions.Output));
            await Terminal.Out.FlushAsync(cancellationToken);
        });
        return command;
    }

    private static void Write(JobList list, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            Json.Write(list, JobsJsonContext.Wire.JobList);
            return;
        }

        var table = new Table("name", "id", "type", "schedule", "enabled", "next run", "last run");
        foreach (var job in list.Cronjobs)
        {
            table.Add(
                6, Colour.Status, job.Name, job.Id, job.Type, job.CronExpression ?? "-", job.Enabled ? "yes" : "no", Texts.ShortTime(job.NextRunAt), job.LastRun?.Status ?? "-");
        }

        table.Write(format);
    }
}
