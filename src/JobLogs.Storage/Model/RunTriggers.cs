namespace JobLogs.Storage.Model;

/// <summary>The triggers' written form.</summary>
public static class RunTriggers
{
    /// <summary>The trigger as it is written in JSON and kept in databases.</summary>
    public static string ToText(this RunTrigger trigger) => trigger switch
    {
        RunTrigger.Schedule => "schedule",
        RunTrigger.Manual => "manual",
        RunTrigger.Api => "api",
        RunTrigger.Retry => "retry",
        RunTrigger.CatchUp => "catch_up",
        _ => "shipper",
    };

    /// <summary>Reads <see cref="ToText"/>'s output.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static RunTrigger Parse(string text) => text switch
    {
        "schedule" => RunTrigger.Schedule,
        "manual" => RunTrigger.Manual,
        "api" => RunTrigger.Api,
        "retry" => RunTrigger.Retry,
        "catch_up" => RunTrigger.CatchUp,
        "shipper" => RunTrigger.Shipper,
        _ => throw new FormatException($"'{text}' is no trigger."),
    };
}
