using System.Text;
using JobLogs.Protocol;
using JobLogs.Protocol.Logs;

namespace JobLogs.Client.Http;

/// <summary>Builds a path with its query; a parameter without a value is left out.</summary>
internal sealed class QueryText(string path)
{
    private readonly StringBuilder _text = new(path);
    private char _separator = '?';

    /// <summary>Escapes an id or a name as one part of a path.</summary>
    public static string Part(string idOrName) => Uri.EscapeDataString(idOrName);

    /// <summary>Adds a parameter.</summary>
    public QueryText Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _text.Append(_separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            _separator = '&';
        }

        return this;
    }

    /// <inheritdoc cref="Add(string, string?)"/>
    public QueryText Add(string name, long? value) => Add(name, value?.ToString());

    /// <inheritdoc cref="Add(string, string?)"/>
    public QueryText Add(string name, bool value) => Add(name, value ? "true" : null);

    /// <inheritdoc cref="Add(string, string?)"/>
    public QueryText Add(string name, DateTimeOffset? value) =>
        Add(name, value is { } time ? Timestamps.ToText(Timestamps.FromDateTimeOffset(time)) : null);

    /// <inheritdoc cref="Add(string, string?)"/>
    public QueryText Add(string name, IReadOnlyList<string>? values) => Add(name, values is null ? null : string.Join(',', values));

    /// <summary>Adds the conditions of a filter.</summary>
    public QueryText Add(SearchFilters? filters) => filters is null
        ? this
        : Add("job_id", filters.JobId)
            .Add("level", filters.Level)
            .Add("min_level", filters.MinLevel)
            .Add("step", filters.Step)
            .Add("start_time", filters.StartTime)
            .Add("end_time", filters.EndTime)
            .Add("search", filters.Search)
            .Add("paper_id", filters.PaperId)
            .Add("error_code", filters.ErrorCode)
            .Add("logger_name", filters.LoggerName)
            .Add("job_run_id", filters.JobRunId)
            .Add("attempt", filters.Attempt)
            .Add("from_seq", filters.FromSeq)
            .Add("to_seq", filters.ToSeq);

    /// <inheritdoc />
    public override string ToString() => _text.ToString();
}
