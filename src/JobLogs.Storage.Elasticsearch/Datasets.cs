namespace JobLogs.Storage.Elasticsearch;

/// <summary>The values of <c>event.dataset</c>: what a document is.</summary>
internal static class Datasets
{
    internal const string Entry = "joblogs.entry";
    internal const string Status = "joblogs.status";
    internal const string Metric = "joblogs.metric";
}
