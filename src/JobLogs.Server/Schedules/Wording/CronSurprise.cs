using JobLogs.Protocol.Schedules;

namespace JobLogs.Server.Schedules.Wording;

/// <summary>Something in a schedule that may surprise: a sentence for people, and what it is made of for a page in another language.</summary>
/// <param name="Text">One or two English sentences.</param>
/// <param name="Detail">The kind of surprise, and the values in the sentence.</param>
internal sealed record CronSurprise(string Text, CronWarningDetail Detail)
{
    /// <summary>A surprise of a kind.</summary>
    public static CronSurprise Of(string code, string text, params (string Name, string Value)[] values) =>
        new(text, new CronWarningDetail(code, values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal)));
}
