using System.Text.Json;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Elasticsearch.Http;
using JobLogs.Storage.Elasticsearch.Writing;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Elasticsearch.Reading;

/// <summary>Writes what a filter means as conditions, one for each that <see cref="EntryMatcher"/> makes; none of them ranks.</summary>
internal static class FilterJson
{
    /// <summary>Adds the conditions to the array of a <c>bool</c> query that is open.</summary>
    /// <exception cref="SearchFaultException">The index can't tell exactly.</exception>
    internal static void Write(Utf8JsonWriter json, LogScope scope, LogFilter filter, long through)
    {
        if (filter.Conditions is { } conditions)
        {
            throw new SearchFaultException(NoAnswerReason.BeyondItsMeans, $"The index knows nothing of {string.Join(", ", conditions.Fields)}.");
        }

        json.Term(Fields.Dataset, Datasets.Entry);
        json.Range(Fields.Commit, ("lte", through));
        if (scope.Job is { } job)
        {
            json.Term(Fields.Job, job.Number);
        }

        WriteRun(json, scope.Run);
        WriteRun(json, filter.Run);
        WriteLevels(json, filter.Levels);
        WriteAtLeast(json, Fields.TimestampMicros, filter.StartMicros);
        WriteAtMost(json, Fields.TimestampMicros, filter.EndMicros);
        WriteAtLeast(json, Fields.Seq, filter.FromSeq);
        WriteAtMost(json, Fields.Seq, filter.ToSeq);
        WriteSteps(json, filter.Steps);
        WriteExactly(json, Fields.PaperId, filter.PaperId);
        WriteExactly(json, Fields.ErrorCode, filter.ErrorCode);
        WriteExactly(json, Fields.Logger, filter.LoggerName);
        WriteAttempt(json, filter.Attempt);
        WriteSearch(json, filter.Search);
    }

    private static void WriteRun(Utf8JsonWriter json, RunId? run)
    {
        if (run is { } one)
        {
            json.Term(Fields.Run, one.Number);
        }
    }

    private static void WriteLevels(Utf8JsonWriter json, LevelSet levels)
    {
        if (levels != LevelSet.All)
        {
            json.Terms(Fields.Level, Enum.GetValues<EntryLevel>().Where(level => levels.Contains(level)).Select(LevelTexts.Of));
        }
    }

    private static void WriteAtLeast(Utf8JsonWriter json, string field, long? value)
    {
        if (value is { } bound)
        {
            json.Range(field, ("gte", bound));
        }
    }

    private static void WriteAtMost(Utf8JsonWriter json, string field, long? value)
    {
        if (value is { } bound)
        {
            json.Range(field, ("lte", bound));
        }
    }

    private static void WriteSteps(Utf8JsonWriter json, IReadOnlyList<string>? steps)
    {
        if (steps is null)
        {
            return;
        }

        json.BeginAny();
        json.Terms(Fields.Step, steps.Select(EnsureIndexed));
        if (steps.Contains("", StringComparer.Ordinal))
        {
            json.Missing(Fields.Step);
        }

        json.EndAny();
    }

    private static void WriteExactly(Utf8JsonWriter json, string field, string? value)
    {
        switch (value)
        {
            case null:
                break;
            case "":
                json.Missing(field);
                break;
            default:
                json.Term(field, EnsureIndexed(value));
                break;
        }
    }

    // An entry that doesn't say is of the first.
    private static void WriteAttempt(Utf8JsonWriter json, int? attempt)
    {
        switch (attempt)
        {
            case null:
                break;
            case 1:
                json.BeginAny();
                json.Range(Fields.Attempt, ("lte", 1));
                json.Missing(Fields.Attempt);
                json.EndAny();
                break;
            case < 1:
                json.Nothing();
                break;
            default:
                json.Term(Fields.Attempt, attempt.Value);
                break;
        }
    }

    private static void WriteSearch(Utf8JsonWriter json, string? search)
    {
        if (search is not { Length: > 0 })
        {
            return;
        }

        var folded = TextFold.FoldToUtf8(search);
        var isSingle = SearchTokens.IsSingle(folded);
        json.Open(isSingle ? "prefix" : "match_phrase");
        json.WriteString(Fields.Search, isSingle ? SearchTokens.Prefix(folded) : SearchTokens.Phrase(folded));
        json.Close();
    }

    private static string EnsureIndexed(string value) => value.Length <= Fields.LongestKeyword
        ? value
        : throw new SearchFaultException(NoAnswerReason.BeyondItsMeans, $"Values of {value.Length} characters are not in the index.");
}
