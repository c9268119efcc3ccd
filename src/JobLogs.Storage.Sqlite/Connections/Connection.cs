using SQLitePCL;

namespace JobLogs.Storage.Sqlite.Connections;

/// <summary>
/// One connection to the file, with the statements that were prepared on it. One thread at a time; only
/// <see cref="Interrupt"/> may come from another.
/// </summary>
internal sealed class Connection : IDisposable
{
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);
    private readonly sqlite3 _database;

    static Connection() => Batteries_V2.Init();

    private Connection(string path, sqlite3 database)
    {
        Path = path;
        _database = database;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>SQLite's own handle.</summary>
    public nint Handle => _database.DangerousGetHandle();

    /// <summary>Whether a transaction is open.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_database) == 0;

    /// <summary>Rows that the last statement changed.</summary>
    public int Changes => raw.sqlite3_changes(_database);

    /// <summary>Opens <paramref name="path"/> for writing, and makes the file if there is none.</summary>
    /// <exception cref="StoreUnavailableException">It can't be opened.</exception>
    public static Connection OpenWriter(string path) => Open(path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);

    /// <summary>Opens <paramref name="path"/> so that nothing can be written through it.</summary>
    /// <exception cref="StoreUnavailableException">It can't be opened.</exception>
    public static Connection OpenReader(string path)
    {
        // A read-only handle can't map the shared memory of a WAL that it would have to recover, so the pragma forbids the writing.
        var connection = Open(path, raw.SQLITE_OPEN_READWRITE);
        connection.Execute("PRAGMA query_only = 1;");
        return connection;
    }

    /// <summary>Runs statements that need no parameters and whose rows nobody wants.</summary>
    public void Execute(string sql)
    {
        var result = raw.sqlite3_exec(_database, sql);
        if (result != raw.SQLITE_OK)
        {
            Throw(result);
        }
    }

    /// <summary>The statement for <paramref name="sql"/>, prepared once; what was bound to it before is still bound.</summary>
    public Statement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var statement))
        {
            return statement;
        }

        var result = raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out var prepared);
        if (result != raw.SQLITE_OK)
        {
            Throw(result);
        }

        statement = new Statement(this, prepared);
        _statements.Add(sql, statement);
        return statement;
    }

    /// <summary>The first column of the first row; null when there is no row or it is NULL.</summary>
    public long? Scalar(string sql)
    {
        var statement = Prepare(sql);
        if (!statement.Step())
        {
            return null;
        }

        var value = statement.LongOrNull(0);
        statement.Reset();
        return value;
    }

    /// <summary>Ends what another thread is running on this connection.</summary>
    public void Interrupt() => raw.sqlite3_interrupt(_database);

    /// <summary>Takes back the open transaction, if there is one.</summary>
    public void Rollback()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Reset();
        }

        if (InTransaction)
        {
            // Fails only where SQLite has rolled back by itself.
            _ = raw.sqlite3_exec(_database, "ROLLBACK");
        }
    }

    /// <summary>Copies the write-ahead log into the database, as far as that goes without waiting for anybody.</summary>
    /// <param name="mode">One of SQLite's checkpoint modes.</param>
    /// <returns>False when another connection stood in the way.</returns>
    public bool Checkpoint(int mode)
    {
        _ = raw.sqlite3_busy_timeout(_database, 0);
        var result = raw.sqlite3_wal_checkpoint_v2(_database, null, mode, out _, out _);
        _ = raw.sqlite3_busy_timeout(_database, Pragmas.BusyMilliseconds);
        if (result is not (raw.SQLITE_OK or raw.SQLITE_BUSY or raw.SQLITE_LOCKED))
        {
            Throw(result);
        }

        return result == raw.SQLITE_OK;
    }

    /// <summary>Copies all pages into another, empty database. In a transaction that reads already, what is written meanwhile isn't seen.</summary>
    /// <exception cref="StoreUnavailableException">One of the two can't do it.</exception>
    public void CopyInto(Connection target, int pagesPerStep, CancellationToken cancellationToken)
    {
        using var backup = raw.sqlite3_backup_init(target._database, "main", _database, "main");
        if (backup.IsInvalid)
        {
            target.Throw(raw.sqlite3_errcode(target._database));
        }

        for (var result = raw.SQLITE_OK; result != raw.SQLITE_DONE;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            result = raw.sqlite3_backup_step(backup, pagesPerStep);
            if (result is not (raw.SQLITE_OK or raw.SQLITE_DONE))
            {
                target.Throw(result);
            }
        }
    }

    /// <summary>Throws what <paramref name="result"/> means.</summary>
    /// <exception cref="StoreUnavailableException">The store can't do it.</exception>
    /// <exception cref="OperationCanceledException">Somebody interrupted the connection.</exception>
    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    public void Throw(int result) => throw SqliteErrors.ToException(
        result, raw.sqlite3_extended_errcode(_database), raw.sqlite3_errmsg(_database).utf8_to_string(), Path);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
        _database.Dispose();
    }

    private static Connection Open(string path, int flags)
    {
        var result = raw.sqlite3_open_v2(path, out var database, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        if (result != raw.SQLITE_OK)
        {
            var failure = SqliteErrors.ToException(
                result, raw.sqlite3_extended_errcode(database), raw.sqlite3_errmsg(database).utf8_to_string(), path);
            database.Dispose();
            throw failure;
        }

        return new Connection(path, database);
    }
}
