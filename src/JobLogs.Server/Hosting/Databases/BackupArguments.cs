using JobLogs.Server.Settings;

namespace JobLogs.Server.Hosting.Databases;

/// <summary>What <c>joblogs-server backup</c> or <c>restore</c> is to do.</summary>
/// <param name="File">The backup.</param>
/// <param name="Force">Whether a file of that name may be replaced.</param>
/// <param name="Settings">The rest of the command line: settings of the server, such as <c>--DATABASE_URL</c>.</param>
internal sealed record BackupArguments(string File, bool Force, IReadOnlyList<string> Settings)
{
    private const string Flag = "--force";

    /// <summary>Reads the command line, which begins with the command's name.</summary>
    /// <exception cref="SettingException">It is wrong.</exception>
    public static BackupArguments Read(IReadOnlyList<string> args)
    {
        var makes = args[0] == BackupCommand.Backup;
        if (args.Count < 2 || args[1].StartsWith("--", StringComparison.Ordinal))
        {
            throw new SettingException(args[0], makes
                ? "is to be followed by the file to write: joblogs-server backup FILE [--force] [--DATABASE_URL sqlite:///./data/joblogs.db]"
                : "is to be followed by the backup: joblogs-server restore FILE [--DATABASE_URL sqlite:///./data/joblogs.db]");
        }

        var rest = args.Skip(2).ToList();
        var force = makes && rest.Remove(Flag);
        return new BackupArguments(args[1], force, rest);
    }
}
