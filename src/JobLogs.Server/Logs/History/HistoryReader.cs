using JobLogs.Protocol.Problems;
using JobLogs.Server.Http;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Server.Logs.History;

/// <summary>Reads the query parameters of a page.</summary>
internal static class HistoryReader
{
    /// <summary>The page that is asked for when nothing is said of its size.</summary>
    public const int DefaultLimit = 100;

    /// <summary>The largest page.</summary>
    public const int MaxLimit = 1000;

    /// <summary>What is asked for, or what is wrong with it.</summary>
    /// <param name="scope">Whose log.</param>
    /// <param name="query">The parameters.</param>
    /// <param name="filters">Reads filters.</param>
    /// <param name="codec">Reads cursors.</param>
    /// <param name="hasCopy">Whether there is a copy that may be asked.</param>
    public static (LogQuery Asked, Problem? Problem) Read(
        LogScope scope, QueryReader query, FilterReader filters, CursorCodec codec, bool hasCopy)
    {
        var cursors = new CursorReader(query, codec, scope);
        var asked = new LogQuery
        {
            Scope = scope,
            Filter = filters.Read(query),
            Skip = query.Integer("skip", 0, long.MaxValue) ?? 0,
            Limit = query.Integer("limit", DefaultLimit, 1, MaxLimit),
            After = cursors.Read("after"),
            Before = cursors.Read("before"),
            Descending = query.Word("order", "desc", "desc", "asc") == "desc",
            Count = query.Word("count", "exact", "exact", "none") == "exact",
            Store = query.Word("store", "", "database", "elasticsearch") switch
            {
                "database" => LogStoreKind.Database,
                "elasticsearch" => LogStoreKind.Copy,
                _ => null,
            },
        };
        if (cursors.Problem() is { } problem)
        {
            return (asked, problem);
        }

        return (asked, asked.Store != LogStoreKind.Copy ? null
            : !hasCopy ? NoCopy()
            : asked.Filter.Conditions is { } conditions ? Beyond(conditions) : null);
    }

    private static Problem NoCopy() => Problems.BadValue(
        "store", "Elasticsearch is not enabled on this server; leave the parameter out, or send store=database.") with
    { Code = ProblemCodes.CopyDisabled };

    private static Problem Beyond(EntryConditions conditions) => Problems.BadValue(
        "store", $"Elasticsearch knows nothing of {string.Join(", ", conditions.Fields)}, which was added to this server; leave the parameter out, or send store=database.");
}
