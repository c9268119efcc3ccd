using System.Text.Json;
using JobLogs.Protocol;
using JobLogs.Protocol.Ids;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Http;

/// <summary>
/// Makes a filter of its named conditions, wherever they come from: query parameters, the body of a search, a
/// subscription. Each condition reports what is wrong with it to <paramref name="wrong"/>.
/// </summary>
internal sealed class FilterReader(Action<string, string> wrong)
{
    /// <summary>The greatest length of a text to search for, in UTF-16 code units.</summary>
    public const int MaxSearchLength = 256;

    /// <summary>The filter of a call's query parameters, all of them.</summary>
    public static LogFilter Read(QueryReader query)
    {
        var reader = new FilterReader(query.Wrong);
        return new LogFilter
        {
            Levels = reader.Levels(query.List("level"), query.Text("min_level")),
            Steps = query.List("step"),
            StartMicros = query.Time("start_time"),
            EndMicros = query.Time("end_time"),
            Search = reader.Search(query.Text("search")),
            PaperId = query.Text("paper_id"),
            ErrorCode = query.Text("error_code"),
            LoggerName = query.Text("logger_name"),
            Run = reader.Run(query.Text("job_run_id")),
            Attempt = (int?)query.Integer("attempt", 1, int.MaxValue),
            FromSeq = query.Integer("from_seq", 0, EntryKey.MaxSeq),
            ToSeq = query.Integer("to_seq", 0, EntryKey.MaxSeq),
        };
    }

    /// <summary>The filter of an object of conditions, all of them; an empty text counts as absent.</summary>
    public static LogFilter Read(JsonFields fields)
    {
        var reader = new FilterReader(fields.Wrong);
        return new LogFilter
        {
            Levels = reader.Levels(List(fields, "level"), Text(fields, "min_level")),
            Steps = List(fields, "step"),
            StartMicros = fields.Time("start_time"),
            EndMicros = fields.Time("end_time"),
            Search = reader.Search(Text(fields, "search")),
            PaperId = Text(fields, "paper_id"),
            ErrorCode = Text(fields, "error_code"),
            LoggerName = Text(fields, "logger_name"),
            Run = reader.Run(Text(fields, "job_run_id")),
            Attempt = (int?)fields.Integer("attempt", 1, int.MaxValue),
            FromSeq = fields.Integer("from_seq", 0, EntryKey.MaxSeq),
            ToSeq = fields.Integer("to_seq", 0, EntryKey.MaxSeq),
        };
    }

    /// <summary>The levels that both conditions allow.</summary>
    public LevelSet Levels(IReadOnlyList<string>? exactly, string? atLeast)
    {
        var levels = exactly is null ? LevelSet.All : new LevelSet(0);
        foreach (var text in exactly ?? [])
        {
            levels = Level("level", text) is { } level ? levels.Or(LevelSet.Of(level)) : levels;
        }

        return atLeast is not null && Level("min_level", atLeast) is { } least ? levels.And(LevelSet.AtLeast(least)) : levels;
    }

    /// <summary>The text to search for.</summary>
    public string? Search(string? text)
    {
        if (text?.Length > MaxSearchLength)
        {
            wrong("search", $"is {text.Length} characters long; at most {MaxSearchLength} are searched for.");
        }

        return text;
    }

    /// <summary>The run.</summary>
    public RunId? Run(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (RunIdText.TryParse(text, out var number))
        {
            return new RunId(number);
        }

        wrong("job_run_id", $"'{QueryReader.Shown(text)}' is no id of a run, such as {RunIdText.ToText(1)}.");
        return null;
    }

    private EntryLevel? Level(string field, string text)
    {
        // "INFO, ERROR" is how people write a list; no level's name has a space in it.
        if (LevelNames.TryParse(text.AsSpan().Trim(), out var level))
        {
            return (EntryLevel)level;
        }

        wrong(field, $"'{QueryReader.Shown(text)}' is no level; the levels are DEBUG, INFO, WARNING, ERROR and CRITICAL.");
        return null;
    }

    private static string? Text(JsonFields fields, string name) => fields.Text(name) is { Length: > 0 } text ? text : null;

    // A text is a comma list, as among query parameters; the texts of an array are taken as they are.
    private static string[]? List(JsonFields fields, string name)
    {
        if (!fields.TryGet(name, out var value) || value.ValueKind != JsonValueKind.Array)
        {
            var parts = Text(fields, name)?.Split(',', StringSplitOptions.RemoveEmptyEntries);
            return parts is { Length: > 0 } ? parts : null;
        }

        return fields.Texts(name, value) is { Length: > 0 } texts ? texts : null;
    }
}
