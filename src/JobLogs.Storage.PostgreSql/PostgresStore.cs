using JobLogs.Storage.Copies;
using JobLogs.Storage.PostgreSql.Access;
using JobLogs.Storage.PostgreSql.Alerts;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.PostgreSql.Copies;
using JobLogs.Storage.PostgreSql.Days;
using JobLogs.Storage.PostgreSql.Jobs;
using JobLogs.Storage.PostgreSql.Migrations;
using JobLogs.Storage.Others;
using JobLogs.Storage.PostgreSql.Notices;
using JobLogs.Storage.PostgreSql.Others;
using JobLogs.Storage.PostgreSql.Papers;
using JobLogs.Storage.PostgreSql.Reading;
using JobLogs.Storage.PostgreSql.Runs;
using JobLogs.Storage.PostgreSql.Writing;
using Npgsql;

namespace JobLogs.Storage.PostgreSql;

/// <summary>The log in a PostgreSQL database, which several servers may share. Dispose it when nobody reads or writes any more.</summary>
public sealed class PostgresStore : IStore
{
    private readonly Sessions _sessions;
    private readonly PostgresWriter _writer;
    private readonly Notifier _notifier;
    private readonly Listener _listener;
    private readonly PostgresOthers _others;
    private readonly DayKeeper _days;
    private bool _disposed;

    private PostgresStore(Sessions sessions, PostgresStoreOptions options, TimeProvider time, long salt, long lastCommit)
    {
        _sessions = sessions;
        _notifier = new Notifier(sessions, Id);
        _listener = new Listener(sessions, Id, time);
        _days = new DayKeeper(sessions, time);
        _writer = new PostgresWriter(sessions, options, _notifier, _days, Id, time);
        var readers = new ReaderPool(sessions);
        _others = new PostgresOthers(sessions, readers, _listener, lastCommit, time);
        var jobDays = new JobDays();
        Logs = new PostgresLogStore(readers, jobDays, (ulong)salt);
        Jobs = new PostgresJobStore(readers);
        Runs = new PostgresRunStore(readers);
        Papers = new PostgresPaperStore(readers);
        Access = new PostgresAccessStore(readers);
        Alerts = new PostgresAlertStore(readers);
        Feed = new PostgresCommitFeed(readers, jobDays);
        Copies = new PostgresCopyStates(readers);
        _notifier.Start();
        _days.Start();
    }

    /// <summary>Tells this store from others over the same database; of this opening only.</summary>
    public Guid Id { get; } = Guid.NewGuid();

    /// <summary>Writes.</summary>
    public IStoreWriter Writer => _writer;

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

    /// <inheritdoc />
    public ICommitFeed Feed { get; }

    /// <inheritdoc />
    public ICopyStates Copies { get; }

    /// <summary>What other servers over the same database do.</summary>
    public IOtherServers Others => _others;

    /// <summary>
    /// What other servers tell of their commits, until cancelled: a hint. Null after each (re)connection, and where some were left out;
    /// then whoever follows must look for itself.
    /// </summary>
    internal IAsyncEnumerable<CommitNotice?> HearAsync(CancellationToken cancellationToken) => _listener.HearAsync(cancellationToken);

    /// <summary>The connections.</summary>
    internal Sessions Sessions => _sessions;

    /// <summary>Keeps the days' tables.</summary>
    internal DayKeeper Days => _days;

    /// <summary>Connects, and brings the database to the newest schema.</summary>
    /// <exception cref="StoreUnavailableException">
    /// <c>store_newer</c> or <c>store_foreign</c> when the database is not for this server; <c>store_read_only</c>, <c>disk_full</c>,
    /// <c>store_corrupt</c>, <c>store_locked</c> or <c>store_unavailable</c> as the database has it.
    /// </exception>
    public static async ValueTask<PostgresStore> OpenAsync(PostgresStoreOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        var sessions = Sessions.Of(options);
        try
        {
            await using var connection = await sessions.OpenAsync(cancellationToken);
            await Migrator.RunAsync(connection, sessions.Place, cancellationToken);
            await using var command = new NpgsqlCommand("SELECT salt, next_commit - 1 FROM store", connection);
            await using var store = await command.ExecuteReaderAsync(cancellationToken);
            await store.ReadAsync(cancellationToken);
            return new PostgresStore(sessions, options, time, store.GetInt64(0), store.GetInt64(1));
        }
        catch (NpgsqlException failure)
        {
            await sessions.DisposeAsync();
            throw PostgresErrors.ToException(failure, sessions.Place);
        }
        catch
        {
            await sessions.DisposeAsync();
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
        await _writer.DisposeAsync();
        await _days.DisposeAsync();
        await _others.DisposeAsync();
        await _notifier.DisposeAsync();
        await _sessions.DisposeAsync();
    }
}
