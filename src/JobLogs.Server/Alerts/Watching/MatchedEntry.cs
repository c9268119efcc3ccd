using JobLogs.Storage.Model;

namespace JobLogs.Server.Alerts.Watching;

/// <summary>An entry that a rule counts.</summary>
internal sealed record MatchedEntry(WatchedRule Rule, Place Place, RunId Run, long TimestampMicros, string Message);
