using System.ComponentModel.DataAnnotations;

namespace JobLogs.Server.Schedules;

/// <summary>How jobs are started when they are due. Section <c>Schedules</c> of the configuration; a value out of its range stops the start.</summary>
internal sealed class SchedulesOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Schedules";

    /// <summary>
    /// Missed occurrences of a job with <c>misfire: all</c> that make their runs when the server is there again: 100; 1 to 1,000. Of more the
    /// newest do; the first run's status history says how many were left out.
    /// </summary>
    [Range(1, 1000)]
    public int MaxMissedRuns { get; set; } = 100;
}
