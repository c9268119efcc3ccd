using System.ComponentModel.DataAnnotations;

namespace JobLogs.Server.Alerts;

/// <summary>How alerts are watched for and told. Section <c>Alerts</c> of the configuration; a value out of its range stops the start.</summary>
internal sealed class AlertsOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Alerts";

    /// <summary>Seconds between looks at what was committed and at what is due: 1; 1 to 60. An alert is about so late.</summary>
    [Range(1, 60)]
    public int IntervalSeconds { get; set; } = 1;

    /// <summary>Seconds that a server has the watching for, unless it renews: 30; 5 to 600. Past it another server goes on.</summary>
    [Range(5, 600)]
    public int LeaseSeconds { get; set; } = 30;

    /// <summary>Status changes, or entries and events, that are looked at at once: 2,000; 1 to 50,000.</summary>
    [Range(1, 50_000)]
    public int BatchItems { get; set; } = 2_000;

    /// <summary>Notifications that are being sent at the same time: 16; 1 to 256. Others wait.</summary>
    [Range(1, 256)]
    public int MaxSending { get; set; } = 16;

    /// <summary>Seconds before the second try of a notification: 2; 1 to 600. Each further wait is twice as long, up to <see cref="LongestRetrySeconds"/>, and up to a quarter more by chance.</summary>
    [Range(1, 600)]
    public int FirstRetrySeconds { get; set; } = 2;

    /// <summary>Seconds between tries at most, but for chance and what a receiver asks for: 900; 1 to 86,400.</summary>
    [Range(1, 86_400)]
    public int LongestRetrySeconds { get; set; } = 900;

    /// <summary>Hours after its first try when a notification is given up: 24; 1 to 720. Somebody can have it tried again.</summary>
    [Range(1, 720)]
    public int GiveUpHours { get; set; } = 24;

    /// <summary>Days that alerts which are over, and notifications that don't wait, are kept: 90; 1 to 36,500.</summary>
    [Range(1, 36_500)]
    public int KeepDays { get; set; } = 90;
}
