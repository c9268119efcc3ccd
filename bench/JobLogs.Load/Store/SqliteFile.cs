using JobLogs.Storage.Sqlite;

namespace JobLogs.Load.Store;

/// <summary>A store in a SQLite file, as a server opens it.</summary>
internal static class SqliteFile
{
    /// <summary>Opens the file, or makes it.</summary>
    public static ValueTask<SqliteStore> OpenAsync(string path) =>
        SqliteStore.OpenAsync(new SqliteStoreOptions { Path = path }, TimeProvider.System, CancellationToken.None);
}
