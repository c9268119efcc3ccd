namespace JobLogs.Storage.Sqlite.Backups;

/// <summary>What backups do with files.</summary>
internal static class DiskFiles
{
    /// <summary>Waits until the disk has all of a file.</summary>
    public static void Flush(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Makes an empty file that the same people may read as may read another.</summary>
    public static void MakeLike(string path, string other)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = File.GetUnixFileMode(other) & ~(UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        using var made = new FileStream(path, options);
    }

    /// <summary>Removes a database file that nobody is to find, with what SQLite keeps beside it.</summary>
    public static void Remove(string path)
    {
        foreach (var suffix in (string[])["", "-wal", "-shm", "-journal"])
        {
            File.Delete(path + suffix);
        }
    }
}
