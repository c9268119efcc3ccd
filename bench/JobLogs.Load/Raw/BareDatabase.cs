using System.Runtime.InteropServices;
using SQLitePCL;

namespace JobLogs.Load.Raw;

/// <summary>
/// SQLite with as little round it as can be: what the raw limits are measured with. Binds without copying, so texts must be
/// pinned until the statement has stepped. One thread at a time.
/// </summary>
internal sealed unsafe partial class BareDatabase : IDisposable
{
    /// <summary>As the store's own (its page size too), and copying the write-ahead log back at the same size: 16 MiB.</summary>
    private const string Pragmas =
        "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16384; PRAGMA wal_autocheckpoint=2048;";

    private readonly sqlite3 _database;

    static BareDatabase() => Batteries_V2.Init();

    private BareDatabase(sqlite3 database) => _database = database;

    /// <summary>Makes a database to write to.</summary>
    public static BareDatabase Create(string path)
    {
        var database = Open(path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        database.Execute(Pragmas);
        return database;
    }

    /// <summary>Opens a database that somebody else writes, to read it.</summary>
    public static BareDatabase OpenReader(string path)
    {
        var database = Open(path, raw.SQLITE_OPEN_READWRITE);
        database.Execute("PRAGMA query_only=1; PRAGMA busy_timeout=5000; PRAGMA mmap_size=268435456; PRAGMA cache_size=-16384;");
        return database;
    }

    /// <summary>Runs SQL that answers nothing.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(_database, sql));

    /// <summary>Prepares a statement, which the caller disposes.</summary>
    public sqlite3_stmt Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_database, sql, out var statement));
        return statement;
    }

    /// <summary>Binds a number.</summary>
    public static void Bind(nint statement, int parameter, long value) => _ = sqlite3_bind_int64(statement, parameter, value);

    /// <summary>Binds pinned UTF-8; NULL when it is empty.</summary>
    public static void Bind(nint statement, int parameter, byte* pinned, int length) =>
        _ = sqlite3_bind_text(statement, parameter, length == 0 ? null : pinned, length, 0);

    /// <summary>Runs a statement through all its rows; returns how many there were.</summary>
    public int Run(nint statement)
    {
        var rows = 0;
        int result;
        while ((result = sqlite3_step(statement)) == raw.SQLITE_ROW)
        {
            rows++;
        }

        _ = sqlite3_reset(statement);
        Check(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result);
        return rows;
    }

    /// <inheritdoc />
    public void Dispose() => _database.Dispose();

    private static BareDatabase Open(string path, int flags)
    {
        var result = raw.sqlite3_open_v2(path, out var database, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        return result == raw.SQLITE_OK
            ? new BareDatabase(database)
            : throw new IOException($"SQLite can't open {path}: {raw.sqlite3_errstr(result).utf8_to_string()}");
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw new IOException($"SQLite: {raw.sqlite3_errmsg(_database).utf8_to_string()}");
        }
    }

    [LibraryImport("e_sqlite3")]
    private static partial int sqlite3_step(nint statement);

    [LibraryImport("e_sqlite3")]
    [SuppressGCTransition]
    private static partial int sqlite3_reset(nint statement);

    [LibraryImport("e_sqlite3")]
    [SuppressGCTransition]
    private static partial int sqlite3_bind_int64(nint statement, int index, long value);

    [LibraryImport("e_sqlite3")]
    [SuppressGCTransition]
    private static partial int sqlite3_bind_text(nint statement, int index, byte* value, int length, nint destructor);
}
