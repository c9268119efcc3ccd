using System.CommandLine;
using JobLogs.Cli.Options;
using JobLogs.Cli.Output;
using JobLogs.Client;
using JobLogs.Protocol.Maintenance;

namespace JobLogs.Cli.Commands.Maintenance;

/// <summary><c>joblogs verify-copy</c>.</summary>
internal static class VerifyCopyCommand
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var job = new Option<string?>("--job") { Description = "Compare only this job, by id or name" };
        var command = new Command("verify-copy", "Compares the second copy with the database, and says what differs") { job };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = Connection.Open(parsed);
            var report = await CompareAsync(client, parsed.GetValue(job), cancellationToken);
            Write(report, parsed.GetValue(GlobalOptions.Output));
            await Terminal.Out.FlushAsync(cancellationToken);
            return report.DifferenceCount == 0 ? ExitCodes.Ok : ExitCodes.Failed;
        });
        return command;
    }

    private static async Task<CopyVerificationDocument> CompareAsync(JobLogsClient client, string? job, CancellationToken cancellationToken)
    {
        var comparing = client.Server.VerifyCopyAsync(job, cancellationToken);
        using var bar = new ProgressBar("Comparing", TimeProvider.System);
        while (Terminal.HasBars && !comparing.IsCompleted)
        {
            await ((Task)comparing).WaitAsync(Look, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!comparing.IsCompleted && await LookAsync(client, cancellationToken) is { } now)
            {
                bar.Report(now.Entries, now.Total, static entries => $"{entries:0} entries");
            }
        }

        return await comparing;
    }

    /// <summary>How far it is; null when that can't be known, which is no reason to stop.</summary>
    private static async Task<VerificationProgress?> LookAsync(JobLogsClient client, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.Server.StoresAsync(cancellationToken)).Elasticsearch.Verification;
        }
        catch (JobLogsException)
        {
            return null;
        }
    }

    private static void Write(CopyVerificationDocument report, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            Json.Write(report, MaintenanceJsonContext.Wire.CopyVerificationDocument);
            return;
        }

        if (format == OutputFormat.Text)
        {
            Terminal.Out.WriteLine(
                $"The copy is {report.Status}: {report.Entries} entries of {report.Runs} runs of {report.Jobs} jobs compared, {report.DifferenceCount} runs differ.");
            if (report.Differences.Count == 0)
            {
                return;
            }
        }

        var table = new Table(
            "run", "job", "entries", "in copy", "status changes", "status changes in copy", "metrics", "metrics in copy", "refused by the copy");
        foreach (var run in report.Differences)
        {
            var (ours, theirs) = (run.Database, run.Elasticsearch);
            table.Add(
                run.JobRunId, run.JobId, ours.Entries.ToString(), ours.Entries == theirs.Entries && ours.Hash != theirs.Hash ? $"{theirs.Entries}, others" : theirs.Entries.ToString(),
                ours.StatusChanges.ToString(), theirs.StatusChanges.ToString(), ours.Metrics.ToString(), theirs.Metrics.ToString(), run.DeadLetters ? "some of the job" : "");
        }

        table.Write(format);
    }
}
