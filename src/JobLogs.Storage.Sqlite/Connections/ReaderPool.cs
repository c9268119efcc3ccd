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

    /// <summary>
    /// Reads in one snapshot: <paramref name="read"/> runs on the caller's thread and sees the database as it is at its
    /// first statement. Cancelling interrupts the statement that is running.
    /// </summary>
    /// <param name="state">Handed to <paramref name="read"/>, so that it needs no closure.</param>
    /// <exception cref="StoreUnavailableException">The store can't answer.</exception>
    public async ValueTask<T> ReadAsync<TState, T>(TState state, Func<Connection, TState, T> read, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            return Read(state, read, cancellationToken);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var connection))
        {
            connection.Dispose();
        }

        _free.Dispose();
    }

    private T Read<TState, T>(TState state, Func<Connection, TState, T> read, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var connection = _idle.TryTake(out var idle) ? idle : Open();
        var intact = false;
        try
        {
            using var interruption = cancellationToken.UnsafeRegister(static reader => ((Connection)reader!).Interrupt(), connection);
            connection.Prepare("BEGIN").Run();
            var answer = read(connection, state);
            connection.Prepare("COMMIT").Run();
            intact = true;
            return answer;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StoreUnavailableException("store_unavailable", "The query was interrupted; ask again.");
        }
        finally
        {
            Return(connection, intact);
        }
    }

    private void Return(Connection connection, bool intact)
    {
        if (!intact)
        {
            connection.Rollback();
        }

        if (_disposed)
        {
            connection.Dispose();
        }
        else
        {
            _idle.Add(connection);
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
