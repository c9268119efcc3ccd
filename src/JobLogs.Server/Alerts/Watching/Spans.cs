using System.Globalization;

namespace JobLogs.Server.Alerts.Watching;

/// <summary>Lengths of time for people.</summary>
internal static class Spans
{
    /// <summary>Such as <c>5 s</c>, <c>3 min 20 s</c>, <c>2 h 5 min</c>.</summary>
    public static string Text(long micros)
    {
        var span = TimeSpan.FromMicroseconds(micros);
        return span switch
        {
            { TotalSeconds: < 10 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.#} s"),
            { TotalMinutes: < 1 } => $"{span.Seconds} s",
            { TotalHours: < 1 } => span.Seconds == 0 ? $"{span.Minutes} min" : $"{span.Minutes} min {span.Seconds} s",
            _ => span.Minutes == 0 ? $"{(long)span.TotalHours} h" : $"{(long)span.TotalHours} h {span.Minutes} min",
        };
    }
}
