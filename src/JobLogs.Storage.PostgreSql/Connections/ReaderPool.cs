using Npgsql;

namespace JobLogs.Storage.PostgreSql.Connections;

/// <summary>
/// The connections that read: at most so many; whoever finds all of them taken waits. A connection that turns out to be dead
/// (the database was restarted since it was last used) is replaced once, unseen.
/// </summary>
internal sealed class ReaderPool(Sessions sessions)
{
    /// <summary>Reads, each question by itself.</summary>
    /// <param name="state">Handed to <paramref name="read"/>, so that it needs no closure.</param>
    /// <param name="read">May be called twice.</param>
    /// <exception cref="StoreUnavailableException">The store can't answer.</exception>
    public async ValueTask<T> ReadAsync<TState, T>(
        TState state, Func<Reader, TState, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await OnceAsync(state, read, cancellationToken);
        }
        catch (NpgsqlException failure) when (PostgresErrors.IsLost(failure))
        {
            return await AgainAsync(state, read, cancellationToken);
        }
        catch (NpgsqlException failure)
        {
            throw PostgresErrors.ToException(failure, sessions.Place);
        }
    }

    /// <summary>Reads in one snapshot.</summary>
    /// <param name="state">Handed to <paramref name="read"/>, so that it needs no closure.</param>
    /// <param name="read">May be called twice.</param>
    /// <exception cref="StoreUnavailableException">The store can't answer.</exception>
    public ValueTask<T> SnapshotAsync<TState, T>(
        TState state, Func<Reader, TState, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken) => ReadAsync(
        (state, read),
        static async (reader, asked, cancellationToken) =>
        {
            await using var transaction = await reader.BeginAsync(cancellationToken);
            var answer = await asked.read(reader, asked.state, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return answer;
        },
        cancellationToken);

    private async ValueTask<T> AgainAsync<TState, T>(
        TState state, Func<Reader, TState, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            // The others of the pool were opened before it too.
            sessions.Reading.Clear();
            return await OnceAsync(state, read, cancellationToken);
        }
        catch (NpgsqlException failure)
        {
            throw PostgresErrors.ToException(failure, sessions.Place);
        }
    }

    private async ValueTask<T> OnceAsync<TState, T>(
        TState state, Func<Reader, TState, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        await using var connection = await sessions.Reading.OpenConnectionAsync(cancellationToken);
        return await read(new Reader(connection), state, cancellationToken);
    }
}
