using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Server.Copies.Choosing;

/// <summary>
/// Which questions go to the copy when nobody says where. The database's blocks answer most of them sooner than a request takes; the
/// copy is for those for which the database has to read every entry of many jobs. Measured; see docs/storage/elasticsearch.md. What a field
/// means that was added to filters the copy doesn't know.
/// </summary>
internal static class WorthAsking
{
    /// <summary>A page: over all jobs, of a text that is searched for, or by timestamp.</summary>
    public static bool Is(LogQuery query) =>
        query is { Scope.Job: null, Filter.Conditions: null } && (query.Filter.Search is not null || query.ByTimestamp);

    /// <summary>Counts: over all jobs, by step, without percentiles, which are always the database's.</summary>
    public static bool Is(StatisticsQuery query) =>
        query is { Scope.Job: null, Filter.Conditions: null, Steps: true, Durations: false };

    /// <summary>A facet: over all jobs, of what the blocks don't count.</summary>
    public static bool Is(LogScope scope, LogFilter filter, Facet facet) =>
        scope.Job is null && filter.Conditions is null && facet is Facet.Step or Facet.ErrorCode;
}
