namespace JobLogs.Protocol.Alerts;

/// <summary>What a sentence of an alert is made of, for whoever says it in another language.</summary>
/// <param name="Code">Its kind: one of <see cref="AlertSentenceCodes"/>.</param>
/// <param name="Values">What the sentence names, as it stands there: names, messages, counts, moments in UTC, and spans such as <c>3 min 20 s</c>.</param>
public sealed record AlertSentenceDetail(string Code, IReadOnlyDictionary<string, string> Values);
