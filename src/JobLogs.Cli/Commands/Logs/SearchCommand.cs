using System.CommandLine;
using JobLogs.Cli.Options;
using JobLogs.Cli.Output;
using JobLogs.Protocol.Logs;

namespace JobLogs.Cli.Commands.Logs;

/// <summary><c>joblogs search</c>.</summary>
internal static class SearchCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var text = new Argument<string?>("text") { Description = "What the message contains", Arity = ArgumentArity.ZeroOrOne };
        var job = new Option<string?>("--job", "-j") { Description = "Only this job's, by id or name" };
        var limit = new Option<int>("--limit", "-n") { Description = "At most so many, up to 1000", DefaultValueFactory = static _ => 100 };
        var skip = new Option<long>("--skip") { Description = "Pass over so many" };
        var sortBy = new Option<string?>("--sort-by") { Description = "seq (as they were written) or timestamp" };
        sortBy.AcceptOnlyFromAmong("seq", "timestamp");
        var ascending = new Option<bool>("--oldest-first") { Description = "The oldest first" };
        var command = new Command("search", "Searches the logs of all jobs, newest first") { text, job, limit, skip, sortBy, ascending };
        var filters = new FilterOptions(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = Connection.Open(parsed);
            var wanted = filters.Read(parsed) ?? new SearchFilters();
            var page = await client.Logs.SearchAsync(
                new SearchRequest
                {
                    Filters = wanted with { Search = parsed.GetValue(text) ?? wanted.Search, JobId = parsed.GetValue(job) },
                    Limit = parsed.GetValue(limit),
                    Skip = parsed.GetValue(skip),
                    SortBy = parsed.GetValue(sortBy),
                    SortOrder = parsed.GetValue(ascending) ? "asc" : null,
                },
                cancellationToken);
            var printer = new EntryPrinter(parsed.GetValue(GlobalOptions.Output));
            foreach (var entry in page.Logs)
            {
                printer.Write(entry);
            }

            await Terminal.Out.FlushAsync(cancellationToken);
            if (page.HasMore)
            {
                Terminal.Complain($"{page.Logs.Count} of {page.Total} matches. More: --skip {page.Skip + page.Logs.Count}");
            }
        });
        return command;
    }
}
