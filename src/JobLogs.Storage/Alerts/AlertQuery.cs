using JobLogs.Storage.Model;

namespace JobLogs.Storage.Alerts;

/// <summary>Alerts that are asked for, newest first; null means any.</summary>
/// <param name="Firing">Those that fire, or those that don't any more.</param>
/// <param name="Job">The job's.</param>
/// <param name="Rule">The rule's.</param>
/// <param name="Acknowledged">Those that somebody has taken note of, or nobody.</param>
/// <param name="Skip">Alerts to pass over.</param>
/// <param name="Limit">Alerts to return at most.</param>
public sealed record AlertQuery(bool? Firing, JobId? Job, long? Rule, bool? Acknowledged, long Skip, int Limit);
