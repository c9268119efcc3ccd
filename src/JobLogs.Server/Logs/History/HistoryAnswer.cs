using JobLogs.Storage.Queries;

namespace JobLogs.Server.Logs.History;

/// <summary>Writes a page, which it owns, as a <see cref="Protocol.Logs.LogPage"/>.</summary>
internal sealed class HistoryAnswer(EntryPage page, LogQuery asked) : IResult
{
    /// <summary>Where to go on.</summary>
    public required string? NextCursor { get; init; }

    /// <summary>What clean-up has removed after the given cursor.</summary>
    public required long? RemovedThroughSeq { get; init; }

    /// <summary>How long the store took.</summary>
    public required TimeSpan SearchTime { get; init; }

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (page)
        {
            var body = EntryJsonBody.Begin(httpContext);
            body.Json.WriteStartObject();
            await body.WriteEntriesAsync("logs", page.Entries, page.Entries.Count);
            WriteRest(body);
            await body.EndAsync();
        }
    }

    private void WriteRest(EntryJsonBody body)
    {
        var json = body.Json;
        if (page.Total is { } total)
        {
            json.WriteNumber("total", total);
        }

        json.WriteNumber("skip", asked.Skip);
        json.WriteNumber("limit", asked.Limit);
        json.WriteBoolean("has_more", page.HasMore);
        json.WriteNumber("search_time_ms", (long)SearchTime.TotalMilliseconds);
        json.WriteString("next_cursor", NextCursor);
        json.WriteString("store", page.Store == LogStoreKind.Copy ? "elasticsearch" : "database");
        if (RemovedThroughSeq is { } removed)
        {
            json.WriteNumber("removed_through_seq", removed);
        }

        json.WriteEndObject();
    }
}
