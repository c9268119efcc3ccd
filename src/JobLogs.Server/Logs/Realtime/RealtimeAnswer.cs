using JobLogs.Protocol.Ids;

namespace JobLogs.Server.Logs.Realtime;

/// <summary>Writes news, which it owns, as a <see cref="Protocol.Logs.RealtimePage"/>.</summary>
internal sealed class RealtimeAnswer(News news, RealtimeQuery asked, string nextCursor) : IResult
{
    /// <summary>What a poller that has all there is does well to wait, in milliseconds.</summary>
    public const int PollIntervalMs = 1000;

    /// <summary>What clean-up has removed after the given cursor.</summary>
    public required long? RemovedThroughSeq { get; init; }

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (news)
        {
            var body = EntryJsonBody.Begin(httpContext);
            body.Json.WriteStartObject();
            body.Json.WriteString("job_id", JobIdText.ToText(asked.Scope.Job!.Value.Number));
            body.Json.WriteString("job_run_id", asked.Scope.Run is { } run ? RunIdText.ToText(run.Number) : null);
            await body.WriteEntriesAsync("logs", news.Entries, news.Count);
            WriteRest(body);
            await body.EndAsync();
        }
    }

    private void WriteRest(EntryJsonBody body)
    {
        var json = body.Json;
        if (news.Count > 0)
        {
            var last = news.Entries[news.Count - 1];
            json.WriteString("last_log_id", EntryIdText.ToText(last.Job.Number, last.Seq));
            body.WriteTime("last_timestamp", last.TimestampMicros);
        }
        else
        {
            json.WriteNull("last_log_id");
            body.WriteTime("last_timestamp", asked.SinceMicros);
        }

        json.WriteString("next_cursor", nextCursor);
        json.WriteBoolean("has_more", news.HasMore);
        json.WriteNumber("poll_interval_ms", PollIntervalMs);
        if (RemovedThroughSeq is { } removed)
        {
            json.WriteNumber("removed_through_seq", removed);
        }

        json.WriteEndObject();
    }
}
