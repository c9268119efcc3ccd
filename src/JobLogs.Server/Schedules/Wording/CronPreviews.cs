using System.Globalization;
using JobLogs.Protocol.Schedules;

namespace JobLogs.Server.Schedules.Wording;

/// <summary>Makes the preview of a schedule.</summary>
internal static class CronPreviews
{
    public const int DefaultCount = 10;
    public const int MaxCount = 100;

    /// <param name="schedule">What to preview.</param>
    /// <param name="now">The fires are those after it.</param>
    /// <param name="count">How many fires, 1 to <see cref="MaxCount"/>.</param>
    public static CronPreview Of(CronSchedule schedule, DateTimeOffset now, int count)
    {
        var fires = new List<CronFire>(count);
        for (var next = schedule.Next(now); next is { } at && fires.Count < count; next = schedule.Next(at))
        {
            fires.Add(new CronFire(at, at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)));
        }

        var surprises = CronWarnings.Of(schedule, now);
        return new CronPreview(
            schedule.Expression, schedule.Zone.Id, CronDescription.Of(schedule), fires,
            [.. surprises.Select(surprise => surprise.Text)], [.. surprises.Select(surprise => surprise.Detail)]);
    }
}
