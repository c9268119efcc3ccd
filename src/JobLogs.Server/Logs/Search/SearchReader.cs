using System.Text.Json;
using JobLogs.Server.Http;
using JobLogs.Server.Logs.History;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Server.Logs.Search;

/// <summary>Reads the body of a search: a <see cref="Protocol.Logs.SearchRequest"/>, with all that is wrong told at once.</summary>
internal sealed class SearchReader(LogScopes scopes)
{
    private static readonly LogQuery Nothing = new() { Scope = LogScope.All, Limit = 1 };

    /// <summary>What is asked for, or what is wrong with it.</summary>
    public async ValueTask<(LogQuery Asked, Problem? Problem)> ReadAsync(JsonElement body, CancellationToken cancellationToken)
    {
        var fields = new JsonFields(body, "a search");
        var filters = fields.Inner("filters", "an object of conditions");
        var job = filters?.Text("job_id");
        var asked = new LogQuery
        {
            Scope = LogScope.All,
            Filter = filters is null ? LogFilter.None : Filter(filters),
            Skip = fields.Integer("skip", 0, long.MaxValue) ?? 0,
            Limit = (int)(fields.Integer("limit", 1, HistoryReader.MaxLimit) ?? HistoryReader.DefaultLimit),
            ByTimestamp = fields.Word("sort_by", "seq", "timestamp") == "timestamp",
            Descending = fields.Word("sort_order", "desc", "asc") != "asc",
        };
        filters?.RefuseUnknown();
        fields.RefuseUnknown();
        if (fields.Problem() is { } problem)
        {
            return (Nothing, problem);
        }

        if (string.IsNullOrEmpty(job))
        {
            return (asked, null);
        }

        return await scopes.JobAsync(job, cancellationToken) is { } scope
            ? (asked with { Scope = scope }, null)
            : (Nothing, Problems.UnknownJob(job));
    }

    private static LogFilter Filter(JsonFields fields)
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

    /// <summary>As among query parameters, an empty text counts as absent.</summary>
    private static string? Text(JsonFields fields, string name) => fields.Text(name) is { Length: > 0 } text ? text : null;

    /// <summary>A text is a comma list, as among query parameters; the texts of an array are taken as they are.</summary>
    private static string[]? List(JsonFields fields, string name)
    {
        if (!fields.TryGet(name, out var value) || value.ValueKind != JsonValueKind.Array)
        {
            var parts = Text(fields, name)?.Split(',', StringSplitOptions.RemoveEmptyEntries);
            return parts is { Length: > 0 } ? parts : null;
        }

        var texts = new List<string>(value.GetArrayLength());
        foreach (var element in value.EnumerateArray())
        {
            if (element.ValueKind == JsonValueKind.String && JsonWords.TryText(element, out var text))
            {
                texts.Add(text);
            }
            else
            {
                fields.Wrong(name, $"must hold strings in quotes; one of its elements is {JsonWords.Kind(element)}.");
            }
        }

        return texts.Count == 0 ? null : [.. texts];
    }
}
