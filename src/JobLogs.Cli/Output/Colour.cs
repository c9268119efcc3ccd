using JobLogs.Protocol;
using JobLogs.Protocol.Runs;

namespace JobLogs.Cli.Output;

/// <summary>Colours text, where that is wanted.</summary>
internal static class Colour
{
    private const string Reset = "\e[0m";

    /// <summary>Less important.</summary>
    public static string Dim(string text) => Of(text, "\e[2m");

    /// <summary>A level's name.</summary>
    public static string Level(JobLogLevel level, string text) => level switch
    {
        JobLogLevel.Debug => Of(text, "\e[2m"),
        JobLogLevel.Warning => Of(text, "\e[33m"),
        JobLogLevel.Error => Of(text, "\e[31m"),
        JobLogLevel.Critical => Of(text, "\e[1;31m"),
        _ => Of(text, "\e[36m"),
    };

    /// <summary>A run's status.</summary>
    public static string Status(string status) => status switch
    {
        RunStatusNames.Completed => Of(status, "\e[32m"),
        RunStatusNames.Failed or RunStatusNames.TimedOut or RunStatusNames.Interrupted => Of(status, "\e[31m"),
        RunStatusNames.Cancelled => Of(status, "\e[33m"),
        RunStatusNames.Running => Of(status, "\e[36m"),
        _ => status,
    };

    private static string Of(string text, string colour) => Terminal.HasColour ? colour + text + Reset : text;
}
