using System.CommandLine;
using JobLogs.Cli.Commands.Runs;
using JobLogs.Cli.Options;
using JobLogs.Cli.Output;
using JobLogs.Client.Http;

namespace JobLogs.Cli.Commands.Logs;

/// <summary><c>joblogs logs</c>.</summary>
internal static class LogsCommand
{
    private const int LargestTail = 10_000;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var source = SourceArgument.Create();
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with what is written; of a run until its end, which is the exit code" };
        var lines = new Option<int?>("--lines", "-n") { Description = "The newest so many that match; 100" };
        var all = new Option<bool>("--all") { Description = "All that match, from the oldest on" };
        var command = new Command("logs", "Shows the log of a job, a run, or all jobs") { source, follow, lines, all };
        var filters = new FilterOptions(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(all) && (result.GetValue(follow) || result.GetValue(lines) is not null))
            {
                result.AddError("--all goes neither with --follow nor with --lines.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = Connection.Open(parsed);
            var from = SourceArgument.Read(parsed.GetValue(source));
            var format = parsed.GetValue(GlobalOptions.Output);
            var wanted = filters.Read(parsed);
            var count = parsed.GetValue(lines) ?? 100;
            if (parsed.GetValue(follow))
            {
                return await RunFollowing.FollowAsync(client, from, wanted, Math.Min(count, LargestTail), format, cancellationToken);
            }

            var printer = new EntryPrinter(format);
            var entries = client.Logs.ReadAllAsync(from, new LogQuery { Filters = wanted, OldestFirst = parsed.GetValue(all) }, cancellationToken);
            if (parsed.GetValue(all))
            {
                await foreach (var entry in entries)
                {
                    printer.Write(entry);
                }
            }
            else
            {
                // Read from the newest back, shown as they happened.
                var newest = await entries.Take(count).ToListAsync(cancellationToken);
                newest.Reverse();
                newest.ForEach(printer.Write);
            }

            await Terminal.Out.FlushAsync(cancellationToken);
            return ExitCodes.Ok;
        });
        return command;
    }
}
