using JobLogs.Storage.Copies;
using JobLogs.Storage.Sqlite.Access;
using JobLogs.Storage.Sqlite.Alerts;
using JobLogs.Storage.Sqlite.Connections;
using JobLogs.Storage.Sqlite.Copies;
using JobLogs.Storage.Sqlite.Jobs;
using JobLogs.Storage.Sqlite.Migrations;
using JobLogs.Storage.Sqlite.Papers;
using JobLogs.Storage.Sqlite.Reading;
using JobLogs.Storage.Sqlite.Runs;
using JobLogs.Storage.Sqlite.Writing;

namespace JobLogs.Storage.Sqlite;

/// <summary>The log in one SQLite file, held by one server at a time. Dispose it when nobody reads or writes any more.</summary>
public sealed class SqliteStore : IStore
{
    private readonly StoreLock _lock;
    private readonly Connection _connection;
    private readonly WalSize _walSize;
    private readonly Checkpointer _checkpointer;
    private readonly ReaderPool _readers;
    private readonly Connection _copier;
    private readonly CancellationTokenSource _stopping = new();
    private Task _checkpoints = Task.CompletedTask;
    private bool _disposed;

    private SqliteStore(StoreLock held, Connection connection, Connection copier, SqliteStoreOptions options, TimeProvider time)
    {
        _lock = held;
        _connection = connection;
        _copier = copier;
        _walSize = new WalSize(connection);
        _checkpointer = new Checkpointer(connection, _walSize, options, time);
        _readers = new ReaderPool(options);
        Writer = new SqliteWriter(connection, _checkpointer, time);
        Logs = new SqliteLogStore(_readers, (ulong)connection.Scalar("SELECT salt FROM store")!.Value);
        Jobs = new SqliteJobStore(_readers);
        Runs = new SqliteRunStore(_readers);
        Papers = new SqlitePaperStore(_readers);
        Access = new SqliteAccessStore(_readers);
        Alerts = new SqliteAlertStore(_readers);
        Feed = new SqliteCommitFeed(_readers);
        Copies = new SqliteCopyStates(_readers);
    }

    /// <summary>Writes. The work is done on the caller's thread; call it from one background writer.</summary>
    public IStoreWriter Writer { get; }

    /// <summary>Reads entries and events.</summary>
    public ILogStore Logs { get; }

    /// <summary>Reads job definitions.</summary>
    public IJobStore Jobs { get; }

    /// <summary>Reads runs.</summary>
    public IRunStore Runs { get; }

    /// <summary>Reads papers.</summary>
    public IPaperStore Papers { get; }

    /// <summary>Reads keys, sessions, tickets and the audit log.</summary>
    public IAccessStore Access { get; }

    /// <summary>Reads rules, alerts, notifiers and the outbox.</summary>
    public IAlertStore Alerts { get; }

    /// <summary>Reads what was committed, for copies.</summary>
    public ICommitFeed Feed { get; }

    /// <summary>Reads how far the copies are.</summary>
    public ICopyStates Copies { get; }

    /// <summary>The connections that read.</summary>
    internal ReaderPool Readers => _readers;

    /// <summary>The connection that writes.</summary>
    internal Connection Connection => _connection;

    /// <summary>Takes the file, makes it if there is none, and brings it to the newest schema.</summary>
    /// <exception cref="StoreUnavailableException">
    /// <c>store_locked</c> when another server holds the file; <c>store_newer</c> or <c>store_foreign</c> when it is not for this
    /// one; <c>store_read_only</c>, <c>disk_full</c>, <c>store_corrupt</c> or <c>store_unavailable</c> as the disk has it.
    /// </exception>
    public static ValueTask<SqliteStore> OpenAsync(SqliteStoreOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        cancellationToken.ThrowIfCancellationRequested();
        options = options with { Path = System.IO.Path.GetFullPath(options.Path) };
        MakeFolder(options.Path);
        StoreLock? held = null;
        Connection? connection = null;
        Connection? copier = null;
        try
        {
            held = StoreLock.Take(options.Path);
            connection = Connection.OpenWriter(options.Path);
            Pragmas.ForWriter(connection, options);
            Migrator.Run(connection);
            copier = Connection.OpenWriter(options.Path);
            Pragmas.ForCheckpointer(copier, options);
            var store = new SqliteStore(held, connection, copier, options, time);
            store._checkpoints = store._checkpointer.RunAsync(copier, store._stopping.Token);
            return ValueTask.FromResult(store);
        }
        catch
        {
            copier?.Dispose();
            connection?.Dispose();
            held?.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await _stopping.CancelAsync();
        await _checkpoints;
        _stopping.Dispose();
        _copier.Dispose();
        _readers.Dispose();
        _walSize.Dispose();

        // The last to close: that copies the rest of the write-ahead log and removes it.
        _connection.Dispose();
        _lock.Dispose();
    }

    private static void MakeFolder(string path)
    {
        var folder = System.IO.Path.GetDirectoryName(path)!;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException("store_unavailable", $"The folder '{folder}' can't be made: {failure.Message}", failure);
        }
    }
}
