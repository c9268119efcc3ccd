using System.CommandLine;

namespace JobLogs.Cli.Commands.Spool;

/// <summary><c>joblogs spool</c>.</summary>
internal static class SpoolCommands
{
    /// <summary>The command.</summary>
    public static Command Create() => new("spool", "What was kept on this machine while the server was away")
    {
        SendCommand.Create(),
    };

    /// <summary>Where it is.</summary>
    public static Option<DirectoryInfo?> Folder() => new("--spool") { Description = "The folder of the spool; else JOBLOGS_SPOOL, or the user's own data folder" };
}
