using System.CommandLine;
using JobLogs.Protocol.Logs;

namespace JobLogs.Cli.Options;

/// <summary>Which entries.</summary>
internal sealed class FilterOptions
{
    private readonly Option<string[]> _level = new("--level", "-l") { Description = "Exactly these levels: DEBUG INFO WARNING ERROR CRITICAL", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _minLevel = new("--min-level", "-m") { Description = "This level and above" };
    private readonly Option<string[]> _step = new("--step") { Description = "Exactly these steps" };
    private readonly Option<string?> _search = new("--grep", "-g") { Description = "The message contains this text; no wildcards" };
    private readonly Option<DateTimeOffset?> _since = new("--since") { Description = "From this time on: 2025-01-31T10:30:00Z, or 2h for two hours ago", CustomParser = TimeText.Parse };
    private readonly Option<DateTimeOffset?> _until = new("--until") { Description = "Up to this time", CustomParser = TimeText.Parse };
    private readonly Option<string?> _paper = new("--paper") { Description = "About exactly this paper" };
    private readonly Option<string?> _errorCode = new("--error-code") { Description = "With exactly this error code" };
    private readonly Option<string?> _logger = new("--logger") { Description = "Written by exactly this logger" };

    /// <summary>Adds them to a command.</summary>
    public FilterOptions(Command command)
    {
        _minLevel.CompletionSources.Add("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL");
        _level.CompletionSources.Add("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL");
        foreach (Option option in (Option[])[_level, _minLevel, _step, _search, _since, _until, _paper, _errorCode, _logger])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What they say; null when they say nothing.</summary>
    public SearchFilters? Read(ParseResult parsed)
    {
        var filters = new SearchFilters
        {
            Level = parsed.GetValue(_level) is { Length: > 0 } levels ? levels : null,
            MinLevel = parsed.GetValue(_minLevel),
            Step = parsed.GetValue(_step) is { Length: > 0 } steps ? steps : null,
            Search = parsed.GetValue(_search),
            StartTime = parsed.GetValue(_since),
            EndTime = parsed.GetValue(_until),
            PaperId = parsed.GetValue(_paper),
            ErrorCode = parsed.GetValue(_errorCode),
            LoggerName = parsed.GetValue(_logger),
        };
        return filters == new SearchFilters() ? null : filters;
    }
}
