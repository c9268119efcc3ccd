namespace JobLogs.Protocol.Schedules;

/// <summary>What a warning of a preview is made of, for whoever says it in another language.</summary>
/// <param name="Code">Its kind: one of <see cref="CronWarningCodes"/>.</param>
/// <param name="Values">What the sentence names, as text: fields as they were written, numbers, dates <c>2026-03-29</c>, times <c>02:30</c>.</param>
public sealed record CronWarningDetail(string Code, IReadOnlyDictionary<string, string> Values);
