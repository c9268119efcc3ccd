using System.Globalization;
using JobLogs.Protocol.Schedules;
using JobLogs.Server.Schedules.Wording;
using Microsoft.AspNetCore.Http.HttpResults;

namespace JobLogs.Server.Schedules;

/// <summary>Answers questions about cron expressions; nothing here is stored.</summary>
internal static class CronEndpoints
{
    private static readonly string[] Parameters = ["expression", "timezone", "count"];

    /// <summary><c>GET /api/cron/preview?expression=&amp;timezone=&amp;count=</c>.</summary>
    public static Results<JsonHttpResult<CronPreview>, ValidationProblem> Preview(HttpRequest request, TimeProvider time)
    {
        var errors = new Dictionary<string, string[]>();
        foreach (var unknown in request.Query.Keys.Except(Parameters, StringComparer.Ordinal))
        {
            errors[unknown] = [$"There is no parameter '{unknown}' here; there are {Words.List(Parameters)}."];
        }

        if (!TimeZones.TryFind(request.Query["timezone"], out var zone, out var zoneError))
        {
            errors["timezone"] = [zoneError];
        }

        if (!CronSchedule.TryParse(request.Query["expression"].ToString(), zone ?? TimeZoneInfo.Utc, out var schedule, out var cronError))
        {
            errors["expression"] = [cronError];
        }

        if (!TryReadCount(request.Query["count"].ToString(), out var count))
        {
            errors["count"] = [$"'{request.Query["count"]}' is not a count: it is a whole number from 1 to {CronPreviews.MaxCount}, for example: 'count=10'."];
        }

        return errors.Count > 0
            ? TypedResults.ValidationProblem(errors)
            : TypedResults.Json(CronPreviews.Of(schedule!, time.GetUtcNow(), count), SchedulesJsonContext.Default.CronPreview);
    }

    private static bool TryReadCount(string text, out int count)
    {
        count = CronPreviews.DefaultCount;
        return text.Length == 0
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count is >= 1 and <= CronPreviews.MaxCount);
    }
}
