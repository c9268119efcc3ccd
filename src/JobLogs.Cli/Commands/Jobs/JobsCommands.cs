using System.CommandLine;

namespace JobLogs.Cli.Commands.Jobs;

/// <summary><c>joblogs jobs</c>.</summary>
internal static class JobsCommands
{
    /// <summary>The command.</summary>
    public static Command Create() => new("jobs", "Jobs: what is run, and when")
    {
        ListCommand.Create(),
        ShowCommand.Create(),
        CreateCommand.Create(),
        UpdateCommand.Create(),
        SwitchCommand.Create("enable", "Lets a job run when it is due", isEnabled: true),
        SwitchCommand.Create("disable", "Keeps a job from running when it is due", isEnabled: false),
        DeleteCommand.Create(),
    };

    /// <summary>Which job.</summary>
    public static Argument<string> Job() => new("job") { Description = "The job, by id or name" };
}
