using JobLogs.Protocol.Ids;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Server.Logs.Statistics;

/// <summary>Writes groups as a <see cref="Protocol.Logs.ErrorList"/>.</summary>
/// <param name="groups">The groups.</param>
/// <param name="last">The newest entry of each group that still has it, in their order; owned by this.</param>
/// <param name="days">How many days back was looked.</param>
internal sealed class ErrorsAnswer(IReadOnlyList<ErrorGroup> groups, EntryBatch last, int days) : IResult
{
    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (last)
        {
            var body = EntryJsonBody.Begin(httpContext);
            body.Json.WriteStartObject();
            body.Json.WriteStartArray("errors");
            var next = 0;
            foreach (var group in groups)
            {
                WriteGroup(body, group, ref next);
                await body.FlushIfFullAsync();
            }

            body.Json.WriteEndArray();
            body.Json.WriteNumber("total", groups.Sum(group => group.Count));
            body.Json.WriteNumber("days", days);
            body.Json.WriteEndObject();
            await body.EndAsync();
        }
    }

    private void WriteGroup(EntryJsonBody body, ErrorGroup group, ref int next)
    {
        var json = body.Json;
        json.WriteStartObject();
        json.WriteString("error_code", group.ErrorCode);
        json.WriteString("step", group.Step);
        json.WriteString("job_id", JobIdText.ToText(group.Job.Number));
        json.WriteNumber("count", group.Count);
        body.WriteTime("first_at", group.FirstAt);
        body.WriteTime("last_at", group.LastAt);
        if (next < last.Count && last[next].Job == group.Job && last[next].Seq == group.LastSeq)
        {
            json.WritePropertyName("last");
            body.WriteEntry(last[next++]);
        }
        else
        {
            json.WriteNull("last");
        }

        json.WriteEndObject();
    }
}
