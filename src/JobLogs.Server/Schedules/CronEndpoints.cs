using JobLogs.Protocol.Schedules;
using JobLogs.Server.Http;
using JobLogs.Server.Schedules.Wording;

namespace JobLogs.Server.Schedules;

/// <summary>Answers questions about cron expressions; nothing here is stored.</summary>
internal static class CronEndpoints
{
    /// <summary><c>GET /api/cron/preview?expression=&amp;timezone=&amp;count=</c>.</summary>
    public static IResult Preview(HttpRequest request, TimeProvider time)
    {
        var query = new QueryReader(request.Query);
        if (!TimeZones.TryFind(query.Text("timezone"), out var zone, out var zoneError))
        {
            query.Wrong("timezone", zoneError);
        }

        if (!CronSchedule.TryParse(query.Text("expression") ?? "", zone ?? TimeZoneInfo.Utc, out var schedule, out var cronError))
        {
            query.Wrong("expression", cronError);
        }

        var count = query.Integer("count", CronPreviews.DefaultCount, 1, CronPreviews.MaxCount);
        return query.Problem() is { } problem
            ? problem
            : TypedResults.Json(CronPreviews.Of(schedule!, time.GetUtcNow(), count), SchedulesJsonContext.Wire.CronPreview);
    }
}
