using JobLogs.Server.Settings;
using JobLogs.Storage;
using JobLogs.Storage.Sqlite.Backups;

namespace JobLogs.Server.Hosting.Databases;

/// <summary>
/// <c>joblogs-server backup FILE</c> and <c>joblogs-server restore FILE</c>, for an SQLite database. A backup is made while the server
/// runs; to put one back it must be stopped. Of a PostgreSQL database it is said how that one's own programs do it.
/// </summary>
internal static class BackupCommand
{
    /// <summary>The word that makes a backup.</summary>
    public const string Backup = "backup";

    /// <summary>The word that puts one back.</summary>
    public const string Restore = "restore";

    private const int Done = 0;
    private const int Refused = 1;

    /// <summary>Carries it out.</summary>
    /// <param name="args">The command line from the command's name on.</param>
    /// <param name="services">Where the databases' providers are registered.</param>
    /// <param name="words">Where it is told.</param>
    /// <returns>The exit code: 0 done, 1 not done.</returns>
    /// <exception cref="SettingException">The command line, or a setting, is wrong.</exception>
    /// <exception cref="StoreUnavailableException">The database or the backup can't be read or written.</exception>
    public static async Task<int> RunAsync(string[] args, IServiceCollection services, TimeProvider time, TextWriter words)
    {
        var arguments = BackupArguments.Read(args);
        var configuration = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = CommandLine.Normalise(arguments.Settings) }).Configuration;
        var kept = Database.Of(services, configuration);
        if (kept.File is not { } database)
        {
            await words.WriteLineAsync(kept.BackupAdvice);
            return Refused;
        }

        try
        {
            await words.WriteLineAsync(args[0] == Backup
                ? Make(database, arguments)
                : PutBack(database, arguments, time));
            return Done;
        }
        catch (BackupRefusedException exception)
        {
            await words.WriteLineAsync(exception.Message);
            return Refused;
        }
    }

    private static string Make(string database, BackupArguments arguments)
    {
        var made = SqliteBackup.Make(database, arguments.File, arguments.Force, CancellationToken.None);
        return $"""
            '{arguments.File}' has everything of '{database}' up to commit {made.Commit}: {Of(made)}. It was checked and is whole.
            The key of secret parameters ({database}.key, or SECRET_KEY) is not in it; keep a copy of that apart.
            """;
    }

    private static string PutBack(string database, BackupArguments arguments, TimeProvider time)
    {
        var (restored, kept) = SqliteRestore.Run(arguments.File, database, time);
        return $"""
            '{database}' is what '{arguments.File}' was: {Of(restored)}.
            {(kept is null ? "There was no database before." : $"What was there is kept as '{kept}'; delete it when nobody needs it any more.")}
            Cursors from before are refused (bad_cursor), and numbers go on from places that were never given out; a copy in Elasticsearch is made anew.
            """;
    }

    private static string Of(BackupDescription backup) =>
        $"{backup.Jobs} jobs and {backup.Entries} entries, schema {backup.SchemaVersion}, {backup.Bytes} bytes";
}
