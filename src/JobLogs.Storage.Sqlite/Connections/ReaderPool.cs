using System.Collections.Concurrent;

namespace JobLogs.Storage.Sqlite.Connections;

/// <summary>
/// The connections that read: made when needed, at most so many, kept for the next. Whoever finds all of them taken waits.
/// </summary>
internal sealed class ReaderPool(SqliteStoreOptions options) : IDisposable
{
    private readonly SemaphoreSlim _free = new(options.MaxReaders, options.MaxReaders);
    private readonly ConcurrentBag<Connection> _idle = [];
    private volatile bool _disposed;

    /// <summary>Rents a connection, inside a snapshot; the caller disposes it soon, since the write-ahead log grows meanwhile.</summary>
    /// <exception cref="StoreUnavailableException">The store can't be opened.</exception>
    public async ValueTask<Reader> RentAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        return Begin(cancellationToken);
    }

    /// <summary>The same for a second connection of one query, which does not wait: null unless others are left one too.</summary>
    /// <exception cref="StoreUnavailableException">The store can't be opened.</exception>
    public Reader? TryRent(CancellationToken cancellationToken) =>
        _free.CurrentCount > 1 && _free.Wait(TimeSpan.Zero, CancellationToken.None) ? Begin(cancellationToken) : null;

    /// <summary>Reads in one snapshot; <paramref name="read"/> runs on the caller's thread.</summary>
    /// <param name="state">Handed to <paramref name="read"/>, so that it needs no closure.</param>
    /// <exception cref="StoreUnavailableException">The store can't answer.</exception>
    public async ValueTask<T> ReadAsync<TState, T>(TState state, Func<Connection, TState, T> read, CancellationToken cancellationToken)
    {
        using var reader = await RentAsync(cancellationToken);
        return read(reader.Connection, state);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    internal void Return(Connection connection)
    {
        connection.Rollback();
        _idle.Add(connection);
        if (_disposed)
        {
            Dispose();
        }

        _free.Release();
    }

    private Reader Begin(CancellationToken cancellationToken)
    {
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var connection = _idle.TryTake(out var idle) ? idle : Open();
            connection.Prepare("BEGIN").Run();
            return new Reader(this, connection, cancellationToken);
        }
        catch
        {
            _free.Release();
            throw;
        }
    }

    private Connection Open()
    {
        var connection = Connection.OpenReader(options.Path);
        try
        {
            Pragmas.ForReader(connection, options);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
