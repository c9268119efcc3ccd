using System.Globalization;
using JobLogs.Client;
using JobLogs.Client.Http;
using JobLogs.Client.Http.Following;
using JobLogs.Protocol.Entries;
using JobLogs.Protocol.Logs;

namespace Samples.Demo;

/// <summary>Walks through what a server does for one job, and says what it sees.</summary>
internal sealed class Demonstration(JobLogsClient client, TextWriter output)
{
    /// <summary>Does so, from creating the job to deleting it.</summary>
    /// <returns>Whether the run completed, and the log has what the stream had.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        Say("1. Create a job");
        var job = await client.Jobs.CreateAsync(
            new JobRequest { Name = $"Demo {Guid.NewGuid():N}", Keywords = ["test"], CronExpression = "0 0 * * *", Enabled = true }, cancellationToken);
        Say($"   {job.Id} '{job.Name}', type {job.Type}, next run {job.NextRunAt:u}");
        try
        {
            Say("2. Trigger it");
            var accepted = await client.Jobs.TriggerAsync(job.Id, new TriggerRequest { ForceReprocess = false }, cancellationToken);
            Say($"   {accepted.JobRunId} is {accepted.Status}");

            Say("3. Follow the run by WebSocket");
            var (status, seen) = await FollowAsync(accepted.JobRunId, cancellationToken);

            Say("4. Read its log");
            var logs = await ReadAsync(job.Id, cancellationToken);
            await PollAsync(job.Id, cancellationToken);
            await DescribeAsync(accepted.JobRunId, cancellationToken);
            return status == "completed" && logs.Select(static entry => entry.Seq).SequenceEqual(seen);
        }
        finally
        {
            Say("7. Delete the job");
            await client.Jobs.DeleteAsync(job.Id, CancellationToken.None);
        }
    }

    private async Task<(string Status, List<long> Seqs)> FollowAsync(string run, CancellationToken cancellationToken)
    {
        var seqs = new List<long>();
        var status = "";
        await foreach (var happened in client.FollowEventsAsync(LogSource.Run(run), new FollowOptions { Tail = 10_000 }, cancellationToken))
        {
            switch (happened)
            {
                case FollowEvent.Entry entry:
                    seqs.Add(entry.Value.Seq);
                    Show(entry.Value);
                    break;
                case FollowEvent.StatusChanged change:
                    Say($"   status {change.FromStatus ?? "-"} -> {change.ToStatus}: {change.Reason}");
                    break;
                case FollowEvent.MetricRecorded metric:
                    Say(string.Create(CultureInfo.InvariantCulture, $"   metric {metric.MetricName} = {metric.MetricValue}"));
                    break;
                case FollowEvent.Ended end:
                    status = end.Status;
                    Say($"   end: {end.Status}, {end.Entries} entries");
                    break;
            }
        }

        return (status, seqs);
    }

    private async Task<IReadOnlyList<LogEntry>> ReadAsync(string job, CancellationToken cancellationToken)
    {
        var page = await client.Logs.QueryAsync(LogSource.Job(job), new LogQuery { OldestFirst = true, Limit = 1_000 }, cancellationToken);
        Say($"   {page.Total} entries, asked of the {page.Store}, {page.SearchTimeMs} ms");
        var loud = await client.Logs.QueryAsync(
            LogSource.Job(job), new LogQuery { Filters = new SearchFilters { MinLevel = "WARNING" }, Limit = 10 }, cancellationToken);
        Say($"   {loud.Total} at WARNING and above");
        return page.Logs;
    }

    private async Task PollAsync(string job, CancellationToken cancellationToken)
    {
        Say("5. Poll for news");
        var answer = await client.CallAsync(HttpMethod.Get, $"api/cronjobs/{job}/logs/realtime?limit=3", null, cancellationToken);
        Say($"   the newest {answer.GetProperty("logs").GetArrayLength()}; ask again in {answer.GetProperty("poll_interval_ms")} ms after {answer.GetProperty("last_timestamp")}");
    }

    private async Task DescribeAsync(string run, CancellationToken cancellationToken)
    {
        Say("6. Look at the run");
        var document = await client.Runs.GetAsync(run, cancellationToken);
        Say($"   {document.Status} after {document.DurationMs} ms");
        foreach (var step in (await client.Runs.StepsAsync(run, cancellationToken: cancellationToken)).Steps)
        {
            Say($"   step {step.Name}: {step.Status}, {step.DurationMs} ms");
        }

        foreach (var change in (await client.Runs.StatusHistoryAsync(run, cancellationToken: cancellationToken)).StatusHistory)
        {
            Say($"   {change.Timestamp:HH:mm:ss.fff} {change.FromStatus ?? "-"} -> {change.ToStatus}");
        }
    }

    private void Show(LogEntry entry) =>
        Say($"   {entry.Timestamp:HH:mm:ss.fff} {entry.Level.ToString().ToUpperInvariant(),-8} {(entry.Step is null ? "" : $"[{entry.Step}] ")}{entry.Message}");

    private void Say(string line) => output.WriteLine(line);
}
