using JobLogs.Storage.Sqlite.Connections;
using JobLogs.Storage.Sqlite.Migrations;

namespace JobLogs.Storage.Sqlite.Backups;

/// <summary>
/// Puts a backup in the place of the database. The database that was there is kept beside it. What is put there counts on from
/// places that the other can't have reached: see <see cref="NumberSkip"/>.
/// </summary>
public static class SqliteRestore
{
    /// <summary>Puts the backup there; until all of it is ready, nothing is changed.</summary>
    /// <param name="file">The backup, which stays as it is.</param>
    /// <param name="database">The database, which needs not exist.</param>
    /// <param name="time">The clock, for the name of what is kept.</param>
    /// <returns>What was put there, and the name that the database which was there has now; null when there was none.</returns>
    /// <exception cref="BackupRefusedException">There is no such backup, or it is the database itself.</exception>
    /// <exception cref="StoreUnavailableException">
    /// <c>store_locked</c> when a server holds the database; <c>store_foreign</c>, <c>store_newer</c> or <c>store_corrupt</c> when the
    /// file is no backup that this program can use; else what the disk says.
    /// </exception>
    public static (BackupDescription Restored, string? Kept) Run(string file, string database, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        (file, database) = (Path.GetFullPath(file), Path.GetFullPath(database));
        if (!File.Exists(file))
        {
            throw new BackupRefusedException($"There is no backup '{file}'.");
        }

        if (file == database)
        {
            throw new BackupRefusedException($"'{file}' is the database itself.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(database)!);
        using var held = StoreLock.Take(database);
        var part = $"{database}.{Guid.NewGuid():N}.part";
        try
        {
            DiskFiles.MakeLike(part, file);
            File.Copy(file, part, overwrite: true);
            BackupCheck.Describe(part);
            Renew(part);
            var restored = BackupCheck.Describe(part);
            DiskFiles.Flush(part);
            var kept = PutAside(database, time);
            File.Move(part, database);
            return (restored, kept);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException("store_unavailable", $"'{database}' can't be put there: {failure.Message}", failure);
        }
        finally
        {
            DiskFiles.Remove(part);
        }
    }

    private static void Renew(string part)
    {
        using var connection = Connection.OpenWriter(part);
        Migrator.Run(connection);
        NumberSkip.Apply(connection);
    }

    // The write-ahead log first: beside another database it would be taken for that one's.
    private static string? PutAside(string database, TimeProvider time)
    {
        var kept = $"{database}.before-restore-{time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}";
        File.Delete(database + "-shm");
        foreach (var suffix in (string[])["-wal", ""])
        {
            if (File.Exists(database + suffix))
            {
                File.Move(database + suffix, kept + suffix);
            }
        }

        return File.Exists(kept) ? kept : null;
    }
}
