using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using JobLogs.Cli.Options;
using JobLogs.Client.Http;

namespace JobLogs.Cli.Commands.Jobs;

/// <summary>What makes a job, or changes one.</summary>
internal sealed class DefinitionOptions
{
    private readonly Option<string?> _type = new("--type") { Description = "paper_search (the default), external, or another that the server knows" };
    private readonly Option<string?> _cron = new("--cron") { Description = "When it is due, such as '0 3 * * *'" };
    private readonly Option<string?> _timezone = new("--timezone") { Description = "IANA name of the zone that the expression is read in" };
    private readonly Option<string[]> _keyword = new("--keyword") { Description = "What paper_search looks for; may be repeated" };
    private readonly Option<int?> _timeout = new("--timeout") { Description = "Seconds that one attempt may take" };
    private readonly Option<int?> _retries = new("--retries") { Description = "How many further attempts follow one that failed" };
    private readonly Option<int?> _retryDelay = new("--retry-delay") { Description = "Seconds before the next attempt" };
    private readonly Option<string?> _concurrency = new("--concurrency") { Description = "While a run is under way: skip, queue, allow or replace" };
    private readonly Option<string?> _misfire = new("--misfire") { Description = "Of missed occurrences run: once, skip or all" };
    private readonly Option<int?> _jitter = new("--jitter") { Description = "Begin up to so many seconds after the time; 0 to 3600" };
    private readonly Option<DateTimeOffset?> _pausedUntil = new("--paused-until") { Description = "No occurrences before this, such as 2026-01-31T08:00Z; a time that has passed ends a pause", CustomParser = TimeText.Parse };
    private readonly Option<int?> _retention = new("--retention-days") { Description = "Days that entries are kept; 0 for ever" };
    private readonly Option<int?> _papers = new("--max-papers") { Description = "At most this many papers a run" };
    private readonly Option<JsonElement?> _parameters = new("--parameters") { Description = "A JSON object that its handler reads", CustomParser = JsonArgument.Parse };

    /// <summary>Adds them to a command.</summary>
    public DefinitionOptions(Command command)
    {
        _concurrency.CompletionSources.Add("skip", "queue", "allow", "replace");
        _misfire.CompletionSources.Add("once", "skip", "all");
        foreach (Option option in (Option[])[_type, _cron, _timezone, _keyword, _timeout, _retries, _retryDelay, _concurrency, _misfire, _jitter, _pausedUntil, _retention, _papers, _parameters])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Whether they pause a job.</summary>
    public bool Pauses(CommandResult result) => result.GetResult(_pausedUntil) is not null;

    /// <summary>What they say.</summary>
    public JobRequest Read(ParseResult parsed, string? name) => new()
    {
        Name = name,
        Type = parsed.GetValue(_type),
        CronExpression = parsed.GetValue(_cron),
        Timezone = parsed.GetValue(_timezone),
        Keywords = parsed.GetValue(_keyword) is { Length: > 0 } keywords ? keywords : null,
        TimeoutSeconds = parsed.GetValue(_timeout),
        MaxRetries = parsed.GetValue(_retries),
        RetryDelaySeconds = parsed.GetValue(_retryDelay),
        Concurrency = parsed.GetValue(_concurrency),
        Misfire = parsed.GetValue(_misfire),
        JitterSeconds = parsed.GetValue(_jitter),
        PausedUntil = parsed.GetValue(_pausedUntil),
        RetentionDays = parsed.GetValue(_retention),
        MaxPapersPerRun = parsed.GetValue(_papers),
        Parameters = parsed.GetValue(_parameters),
    };
}
