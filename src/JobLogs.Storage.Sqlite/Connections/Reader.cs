namespace JobLogs.Storage.Sqlite.Connections;

/// <summary>
/// A reading connection on loan, inside one snapshot: it sees the database as it is at its first statement. Disposing gives
/// it back. Cancelling the token that it was rented with interrupts the statement that is running, which then throws
/// <see cref="OperationCanceledException"/>.
/// </summary>
internal sealed class Reader : IDisposable
{
    private readonly ReaderPool _pool;
    private readonly CancellationTokenRegistration _interruption;
    private bool _disposed;

    internal Reader(ReaderPool pool, Connection connection, CancellationToken cancellationToken)
    {
        _pool = pool;
        Connection = connection;
        _interruption = cancellationToken.UnsafeRegister(static reader => ((Connection)reader!).Interrupt(), connection);
    }

    /// <summary>The connection, until this is disposed.</summary>
    public Connection Connection { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;

        // Waits for an interruption that is under way: it must not hit whoever is next.
        _interruption.Dispose();
        _pool.Return(Connection);
    }
}
