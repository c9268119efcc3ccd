namespace JobLogs.Protocol.Entries;

/// <summary>How entries stand in a request's body.</summary>
public enum EntryFormat
{
    /// <summary>One JSON object, or a JSON array of them (<c>application/json</c>).</summary>
    SingleOrArray,

    /// <summary>One JSON object a line (<c>application/x-ndjson</c>); blank lines are skipped but counted.</summary>
    Ndjson,
}
