using System.CommandLine;

namespace JobLogs.Cli.Commands.Keys;

/// <summary><c>joblogs keys</c>.</summary>
internal static class KeysCommands
{
    /// <summary>The path of all keys.</summary>
    public const string Path = "api/keys";

    /// <summary>The command.</summary>
    public static Command Create() => new("keys", "API keys: who may do what")
    {
        ListCommand.Create(),
        CreateCommand.Create(),
        DeleteCommand.Create(),
    };
}
