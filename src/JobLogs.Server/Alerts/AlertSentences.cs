using System.Text.RegularExpressions;
using JobLogs.Protocol;
using JobLogs.Protocol.Alerts;
using JobLogs.Server.Alerts.Watching;
using JobLogs.Storage.Alerts;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Alerts;

/// <summary>
/// What alerts say. Stores keep the sentence, for those who are told it; for a reader of another language its kind and values are read back from it, here,
/// beside where it is made.
/// </summary>
internal static partial class AlertSentences
{
    /// <summary>Why an alert ended: the job is well.</summary>
    public const string Completed = "A run of the job has completed.";

    /// <summary>Why an alert about silence ended.</summary>
    public const string WritesAgain = "The run writes again.";

    private static readonly (string Code, Regex Form)[] Forms =
    [
        (AlertSentenceCodes.RunEnded, EndedForm()),
        (AlertSentenceCodes.NotStarted, NotStartedForm()),
        (AlertSentenceCodes.StartedLate, StartedLateForm()),
        (AlertSentenceCodes.Overran, OverranForm()),
        (AlertSentenceCodes.Silent, SilentForm()),
        (AlertSentenceCodes.Matched, MatchedForm()),
    ];

    /// <summary>Sentences in which nothing varies.</summary>
    private static readonly Dictionary<string, string> Fixed = new(StringComparer.Ordinal)
    {
        [Completed] = AlertSentenceCodes.Completed,
        [WritesAgain] = AlertSentenceCodes.WritesAgain,
        [AlertResolutions.RuleChanged] = AlertSentenceCodes.RuleChanged,
        [AlertResolutions.RuleDeleted] = AlertSentenceCodes.RuleDeleted,
        [AlertResolutions.JobDeleted] = AlertSentenceCodes.JobDeleted,
    };

    /// <summary>A run ended badly.</summary>
    public static string Ended(string job, RunStatus status, string? why) => $"A run of '{job}' ended as {status.ToText()}{(why is null ? "." : $": {why}")}";

    /// <summary>An occurrence's run was not started yet.</summary>
    public static string NotStarted(string job, long due) => $"'{job}' was due at {Timestamps.ToText(due)} and has not been started since.";

    /// <summary>An occurrence's run was started late.</summary>
    public static string StartedLate(string job, long due, long late) => $"The run of '{job}' that was due at {Timestamps.ToText(due)} was started {Spans.Text(late)} late.";

    /// <summary>A run takes too long.</summary>
    public static string Overran(string job, long took, long limit) => $"A run of '{job}' has been running for {Spans.Text(took)}, which is longer than {Spans.Text(limit)}.";

    /// <summary>A run writes nothing.</summary>
    public static string Silent(string job, long span) => $"A run of '{job}' has written nothing for {Spans.Text(span)}.";

    /// <summary>Too many entries match.</summary>
    public static string Matched(int count, long window, string message) =>
        $"{count} {(count == 1 ? "entry matches" : "entries match")} within {Spans.Text(window)}, the last: {message}";

    /// <summary>What a sentence is made of; null for one that is not of these, such as one that was cut within a long name.</summary>
    public static AlertSentenceDetail? Read(string sentence)
    {
        if (Fixed.TryGetValue(sentence, out var code))
        {
            return new AlertSentenceDetail(code, new Dictionary<string, string>());
        }

        foreach (var (kind, form) in Forms)
        {
            if (form.Match(sentence) is { Success: true } match)
            {
                return new AlertSentenceDetail(
                    kind,
                    match.Groups.Values.Skip(1).Where(group => group.Success).ToDictionary(group => group.Name, group => group.Value, StringComparer.Ordinal));
            }
        }

        return null;
    }

    // Names and messages may hold line feeds, which a dot is to match.
    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.Singleline;
    private const int Patience = 1000;

    [GeneratedRegex(@"^A run of '(?<job>.*?)' ended as (?<status>failed|timed_out|interrupted|cancelled|skipped)(\.|: (?<why>.*))\z", Options, Patience)]
    private static partial Regex EndedForm();

    [GeneratedRegex(@"^'(?<job>.*)' was due at (?<due>\S+) and has not been started since\.\z", Options, Patience)]
    private static partial Regex NotStartedForm();

    [GeneratedRegex(@"^The run of '(?<job>.*)' that was due at (?<due>\S+) was started (?<late>[\w. ]+) late\.\z", Options, Patience)]
    private static partial Regex StartedLateForm();

    [GeneratedRegex(@"^A run of '(?<job>.*)' has been running for (?<took>[\w. ]+), which is longer than (?<limit>[\w. ]+)\.\z", Options, Patience)]
    private static partial Regex OverranForm();

    [GeneratedRegex(@"^A run of '(?<job>.*)' has written nothing for (?<silent>[\w. ]+)\.\z", Options, Patience)]
    private static partial Regex SilentForm();

    [GeneratedRegex(@"^(?<count>\d+) (entry matches|entries match) within (?<window>[\w. ]+), the last: (?<message>.*)\z", Options, Patience)]
    private static partial Regex MatchedForm();
}
