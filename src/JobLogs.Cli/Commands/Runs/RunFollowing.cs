using JobLogs.Cli.Output;
using JobLogs.Client;
using JobLogs.Client.Http;
using JobLogs.Client.Http.Following;
using JobLogs.Protocol.Logs;
using JobLogs.Protocol.Runs;

namespace JobLogs.Cli.Commands.Runs;

/// <summary>Tells of a run that was made, and follows a log until it is over.</summary>
internal static class RunFollowing
{
    /// <summary>Tells which run was made.</summary>
    public static async Task TellAsync(RunAccepted accepted, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            Json.Write(accepted, RunsJsonContext.Wire.RunAccepted);
        }
        else
        {
            await Terminal.Out.WriteLineAsync(accepted.JobRunId);
        }

        await Terminal.Out.FlushAsync();
    }

    /// <summary>Writes what is logged until the run is over; of a job or all jobs until somebody stops it.</summary>
    /// <returns>The exit code: the run's outcome.</returns>
    public static async Task<int> FollowAsync(
        JobLogsClient client, LogSource source, SearchFilters? filters, int tail, OutputFormat format, CancellationToken cancellationToken)
    {
        var printer = new EntryPrinter(format);
        var options = new FollowOptions { Filters = filters, Tail = tail };
        var events = client.FollowEventsAsync(source, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (events)
        {
            while (await NextAsync(events))
            {
                switch (events.Current)
                {
                    case FollowEvent.Entry entry:
                        printer.Write(entry.Value);
                        break;
                    case FollowEvent.Reconnecting lost:
                        Terminal.Complain($"{lost.Why.Message} Trying again in {lost.Pause.TotalSeconds:0.0} s, from where it ended.");
                        break;
                    case FollowEvent.Removed removed:
                        Terminal.Complain($"Clean-up has removed entries up to seq {removed.ThroughSeq} before they were read.");
                        break;
                    case FollowEvent.Ended ended:
                        await Terminal.Out.FlushAsync(CancellationToken.None);
                        return ExitCodes.OfRun(ended.Status);
                }
            }
        }

        return ExitCodes.Ok;
    }

    /// <summary>The next event. Before it has to wait, it shows what there is.</summary>
    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<FollowEvent> events)
    {
        var next = events.MoveNextAsync();
        if (!next.IsCompleted)
        {
            await Terminal.Out.FlushAsync(CancellationToken.None);
        }

        return await next;
    }
}
