using JobLogs.Storage.Sqlite.Connections;
using JobLogs.Storage.Sqlite.Migrations;

namespace JobLogs.Storage.Sqlite.Backups;

/// <summary>
/// Copies the database into a file of its own, while a server writes to it or none does. The copy is one moment of the database:
/// everything that was acknowledged before it began, and nothing half done.
/// </summary>
public static class SqliteBackup
{
    // 8 MiB: often enough to be stopped soon.
    private const int PagesPerStep = 1_024;

    /// <summary>
    /// Makes a backup: pages are copied inside one read transaction, which a server's writing doesn't disturb; then the copy is checked,
    /// and only then gets its name. Meanwhile the server's write-ahead log grows by what is written.
    /// </summary>
    /// <param name="database">The database.</param>
    /// <param name="file">The backup. Its folder must be there.</param>
    /// <param name="overwrite">Whether a file of that name is to be replaced.</param>
    /// <returns>What is in it.</returns>
    /// <exception cref="BackupRefusedException">There is no database, or a file of that name.</exception>
    /// <exception cref="StoreUnavailableException">The database can't be read or is of another program, or the backup can't be written.</exception>
    public static BackupDescription Make(string database, string file, bool overwrite, CancellationToken cancellationToken)
    {
        file = Path.GetFullPath(file);
        if (!File.Exists(database))
        {
            throw new BackupRefusedException($"There is no database '{database}'.");
        }

        if (File.Exists(file) && !overwrite)
        {
            throw new BackupRefusedException($"'{file}' is there already. Choose another name, or say --force to replace it.");
        }

        var part = $"{file}.{Guid.NewGuid():N}.part";
        try
        {
            Copy(database, part, cancellationToken);
            var description = BackupCheck.Describe(part);
            DiskFiles.Flush(part);
            File.Move(part, file, overwrite);
            return description;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException("store_unavailable", $"'{file}' can't be written: {failure.Message}", failure);
        }
        finally
        {
            DiskFiles.Remove(part);
        }
    }

    private static void Copy(string database, string part, CancellationToken cancellationToken)
    {
        using (var source = Connection.OpenReader(database))
        {
            Pragmas.ForReader(source, new SqliteStoreOptions { Path = database });
            source.Execute("BEGIN");
            Migrator.Inspect(source);
            DiskFiles.MakeLike(part, database);
            using var target = Connection.OpenWriter(part);
            target.Execute("PRAGMA journal_mode = OFF;");
            source.CopyInto(target, PagesPerStep, cancellationToken);
        }

        // One file, without a write-ahead log beside it.
        using var alone = Connection.OpenWriter(part);
        alone.Execute("PRAGMA journal_mode = DELETE;");
    }
}
