using System.Text.Json;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Http;

/// <summary>
/// Makes a filter of its named conditions, wherever they come from: query parameters, the body of a search, a
/// subscription. Each condition reports what is wrong with it there.
/// </summary>
/// <param name="added">The fields that were added to those that every filter has.</param>
internal sealed class FilterReader(IEnumerable<FilterField> added)
{
    // Stores remember filters, values included.
    private const int MaxValueLength = 1_024;

    private readonly FilterField[] _added = [.. added];

    /// <summary>The fields that were added to those that every filter has.</summary>
    public IReadOnlyList<FilterField> Added => _added;

    /// <summary>The added fields as the OpenAPI document shows them.</summary>
    public IEnumerable<QueryParameter> AddedParameters => _added.Select(one => new QueryParameter(one.Name, one.Description));

    /// <summary>The filter of a call's query parameters, all of them.</summary>
    public LogFilter Read(QueryReader query)
    {
        var reader = new ConditionReader(query.Wrong);
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
            Conditions = ReadAdded(query),
        };
    }

    /// <summary>The filter of an object of conditions, all of them; an empty text counts as absent.</summary>
    public LogFilter Read(JsonFields fields)
    {
        var reader = new ConditionReader(fields.Wrong);
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
            Conditions = ReadAdded(name => Value(fields, name), fields.Wrong),
        };
    }

    /// <summary>The conditions of added fields alone, for a call that has few of the others.</summary>
    public EntryConditions? ReadAdded(QueryReader query) => ReadAdded(query.Text, query.Wrong);

    private EntryConditions? ReadAdded(Func<string, string?> textOf, Action<string, string> wrong)
    {
        List<EntryCondition>? conditions = null;
        foreach (var field in _added)
        {
            if (textOf(field.Name) is not { } text)
            {
                continue;
            }

            if (text.Length > MaxValueLength)
            {
                wrong(field.Name, $"is {text.Length} characters long; at most {MaxValueLength} are taken.");
            }
            else if (field.TryMake(text, out var condition, out var fault))
            {
                (conditions ??= []).Add(condition);
            }
            else
            {
                wrong(field.Name, $"'{QueryReader.Shown(text)}' {fault}");
            }
        }

        return conditions is null ? null : new EntryConditions(conditions);
    }

    // What would be its text among query parameters.
    private static string? Value(JsonFields fields, string name)
    {
        if (!fields.TryGet(name, out var value))
        {
            return null;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Number:
                return value.GetRawText();
            case JsonValueKind.String:
                return Text(fields, name);
            default:
                fields.Wrong(name, $"must be a string or a number; it is {JsonWords.Kind(value)}.");
                return null;
        }
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
