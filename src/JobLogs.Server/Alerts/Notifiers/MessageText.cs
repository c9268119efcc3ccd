using System.Text;
using JobLogs.Protocol;
using JobLogs.Protocol.Alerts;

namespace JobLogs.Server.Alerts.Notifiers;

/// <summary>A message as plain text, for people.</summary>
public static class MessageText
{
    /// <summary>A line that says what it is about.</summary>
    public static string Title(AlertMessage message) => (message.Test, message.Alerts.Count) switch
    {
        (true, _) => "JobLogs: test",
        (_, 1) => $"JobLogs: {Word(message.Alerts[0])}: {message.Alerts[0].RuleName} – {message.Alerts[0].JobName}",
        _ => $"JobLogs: {message.Alerts.Count(change => change.State == "firing")} firing, {message.Alerts.Count(change => change.State != "firing")} resolved",
    };

    /// <summary>The title, and a line or two for each change, as many as there is room for.</summary>
    /// <param name="maxBytes">The room, in bytes of UTF-8.</param>
    /// <param name="escape">Applied to all of it, line by line.</param>
    public static string Of(AlertMessage message, int maxBytes, Func<string, string> escape)
    {
        // What says that something was left out needs room too.
        const int Reserve = 64;
        var text = new StringBuilder(escape(Title(message)));
        var bytes = Encoding.UTF8.GetByteCount(text.ToString());
        for (var index = 0; index < message.Alerts.Count; index++)
        {
            var change = message.Alerts[index];
            var at = Timestamps.ToText(Timestamps.FromDateTimeOffset(change.At))[..19];
            var lines = escape($"\n[{Word(change)}] {change.JobName} · {change.RuleName} · {at}Z{(change.JobRunId is { } run ? " · " + run : "")}\n{change.Summary}");
            bytes += Encoding.UTF8.GetByteCount(lines);
            if (bytes > maxBytes - Reserve)
            {
                return text.Append($"\n… and {message.Alerts.Count - index} more").ToString();
            }

            text.Append(lines);
        }

        return text.ToString();
    }

    private static string Word(AlertChangeDocument change) => change.State == "firing" ? "FIRING" : "resolved";
}
