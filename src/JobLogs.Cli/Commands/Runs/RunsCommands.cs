using System.CommandLine;

namespace JobLogs.Cli.Commands.Runs;

/// <summary><c>joblogs runs</c>.</summary>
internal static class RunsCommands
{
    /// <summary>The command.</summary>
    public static Command Create() => new("runs", "Runs: what became of a job when it ran")
    {
        ListCommand.Create(),
        ShowCommand.Create(),
        RetryCommand.Create(),
    };

    /// <summary>Which run.</summary>
    public static Argument<string> Run() => new("run") { Description = "The run's id, run_…" };
}
