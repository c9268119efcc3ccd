using JobLogs.Storage.Model;

namespace JobLogs.Tests.Server.Schedules.Year;

/// <summary>A run as the oracle says it must be. Times are microseconds since the Unix epoch.</summary>
/// <param name="ScheduledAt">Its occurrence.</param>
/// <param name="Trigger">Why it exists.</param>
/// <param name="Rule">The first policy that its first reason names, or none.</param>
internal sealed record ExpectedRun(long ScheduledAt, RunTrigger Trigger, string Rule)
{
    public RunStatus Status { get; set; }

    public long? StartedAt { get; set; }

    public long? FinishedAt { get; set; }

    /// <summary>Not before this does it begin.</summary>
    public long ReadyAt { get; init; }

    /// <summary>Whether it begins only when the older ones are over.</summary>
    public bool Waits { get; init; }

    /// <summary>Whether a newer run has replaced it.</summary>
    public bool IsReplaced { get; set; }

    public bool IsOver => Status > RunStatus.Running;

    /// <summary>What is compared.</summary>
    public string Line => $"{Clock.FromMicros(ScheduledAt):yyyy-MM-dd HH:mm} {Trigger} {Status} {Text(StartedAt)} {Text(FinishedAt)} [{Rule}]";

    private static string Text(long? time) => time is { } at ? Clock.FromMicros(at).ToString("yyyy-MM-dd HH:mm:ss") : "-";
}
