using SQLitePCL;

namespace JobLogs.Storage.Sqlite.Connections;

/// <summary>What SQLite's result codes mean to whoever uses the store.</summary>
internal static class SqliteErrors
{
    /// <summary>The exception for a result code.</summary>
    /// <param name="result">What the call returned.</param>
    /// <param name="extended">The connection's extended code.</param>
    /// <param name="message">SQLite's own words.</param>
    /// <param name="path">The file.</param>
    public static Exception ToException(int result, int extended, string message, string path) => (result & 0xff) switch
    {
        raw.SQLITE_INTERRUPT => new OperationCanceledException("The query was interrupted."),
        raw.SQLITE_FULL => Unavailable("disk_full", $"There is no room for '{path}': {message}. Nothing was written; make room and try again."),
        raw.SQLITE_READONLY => Unavailable("store_read_only", $"'{path}' can't be written: {message}. Let the server's user write the file and its folder."),
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => Unavailable("store_corrupt", $"'{path}' is damaged or is no SQLite database: {message}. Restore it from a backup."),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => Unavailable("store_locked", $"Another program is writing to '{path}': {message}."),
        raw.SQLITE_IOERR => Unavailable("store_unavailable", $"Reading or writing '{path}' failed: {message} (code {extended})."),
        raw.SQLITE_CANTOPEN => Unavailable("store_unavailable", $"'{path}' can't be opened: {message} (code {extended})."),
        raw.SQLITE_NOMEM => Unavailable("store_unavailable", $"There is no memory for working on '{path}': {message}."),

        // Constraint, range, misuse, wrong SQL: mistakes of this program, which no later try mends.
        _ => new InvalidOperationException($"SQLite refused a statement: {message} (code {extended})."),
    };

    private static StoreUnavailableException Unavailable(string code, string message) => new(code, message);
}
