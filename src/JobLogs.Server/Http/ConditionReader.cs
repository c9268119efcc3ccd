using JobLogs.Protocol;
using JobLogs.Protocol.Ids;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Http;

/// <summary>Reads conditions of a filter, wherever their texts come from. Each reports what is wrong with it to <paramref name="wrong"/>.</summary>
internal sealed class ConditionReader(Action<string, string> wrong)
{
    /// <summary>The greatest length of a text to search for, in UTF-16 code units.</summary>
    public const int MaxSearchLength = 256;

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
}
