using JobLogs.Storage.Model;

namespace JobLogs.Tests.Server.Runs;

/// <summary>Jobs to test with.</summary>
internal static class Definitions
{
    /// <summary>A job that is due on no day of the test.</summary>
    public static JobDefinition Papers(string name = "Papers") => new()
    {
        Name = name,
        Type = "paper_search",
        Keywords = ["test"],
        CronExpression = "0 0 29 2 *",
    };

    /// <summary>A job whose runs somebody else executes.</summary>
    public static JobDefinition External(string name = "External") => new() { Name = name, Type = "external" };
}
