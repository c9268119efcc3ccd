namespace JobLogs.Storage.Elasticsearch;

/// <summary>Names of mapped fields, as queries say them; <c>Templates/log.json</c> has the mapping.</summary>
internal static class Fields
{
    internal const string Timestamp = "@timestamp";
    internal const string Level = "log.level";
    internal const string Logger = "log.logger";
    internal const string Dataset = "event.dataset";
    internal const string Seq = "event.sequence";
    internal const string ErrorCode = "error.code";
    internal const string Job = "joblogs.job";
    internal const string Run = "joblogs.run";
    internal const string Commit = "joblogs.commit";
    internal const string TimestampMicros = "joblogs.timestamp_us";
    internal const string Step = "joblogs.step";
    internal const string PaperId = "joblogs.paper_id";
    internal const string Attempt = "joblogs.attempt";
    internal const string Search = "joblogs.search";
    internal const string Event = "joblogs.event";

    /// <summary>Longer values of the fields above are not indexed (<c>ignore_above</c>, in UTF-16 units).</summary>
    internal const int LongestKeyword = 8192;
}
