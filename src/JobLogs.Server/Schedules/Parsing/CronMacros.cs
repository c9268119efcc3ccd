namespace JobLogs.Server.Schedules.Parsing;

/// <summary>The names for common expressions.</summary>
internal static class CronMacros
{
    /// <summary>The expression that a macro (in upper case) stands for, or null.</summary>
    public static string? Expand(string macro) => macro switch
    {
        "@HOURLY" => "0 * * * *",
        "@DAILY" or "@MIDNIGHT" => "0 0 * * *",
        "@WEEKLY" => "0 0 * * 0",
        "@MONTHLY" => "0 0 1 * *",
        "@YEARLY" or "@ANNUALLY" => "0 0 1 1 *",
        _ => null,
    };

    public static string Refuse(string text)
    {
        const string Known = "Known are @hourly @daily @midnight @weekly @monthly @yearly @annually";
        var name = text.ToLowerInvariant();
        return name.Split(' ', '\t')[0] switch
        {
            "@reboot" => $"'@reboot' names no time, so that it can't be scheduled; trigger the job when you need it. {Known}, for example: '@daily'.",
            "@every" => $"'{name}' is not cron: an interval is written as a step, in minutes that divide an hour or hours that divide a day. For example: '*/15 * * * *'.",
            _ => $"'{name}' is not a known macro. {Known}, for example: '@daily'.",
        };
    }
}
