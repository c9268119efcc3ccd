using Npgsql;

namespace JobLogs.Storage.PostgreSql.Connections;

/// <summary>A reading connection on loan.</summary>
internal sealed class Reader(NpgsqlConnection connection)
{
    /// <summary>Asks one or several questions in one round trip, and of one moment; the caller disposes the answer.</summary>
    public async ValueTask<NpgsqlDataReader> QueryAsync(CancellationToken cancellationToken, params Statement[] statements)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var statement in statements)
        {
            batch.BatchCommands.Add(statement.Command);
        }

        return await batch.ExecuteReaderAsync(cancellationToken);
    }

    /// <summary>Begins a snapshot: what follows sees the database as it is at the next question.</summary>
    public ValueTask<NpgsqlTransaction> BeginAsync(CancellationToken cancellationToken) =>
        connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);

    /// <summary>The first column of the first row as a number; null when there is no row.</summary>
    public async ValueTask<long?> ScalarAsync(Statement statement, CancellationToken cancellationToken)
    {
        await using var rows = await QueryAsync(cancellationToken, statement);
        return await rows.ReadAsync(cancellationToken) ? rows.LongOrNull(0) : null;
    }

    /// <summary>All rows of one question.</summary>
    public async ValueTask<List<T>> ListAsync<T>(Statement statement, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var rows = await QueryAsync(cancellationToken, statement);
        return await AllAsync(rows, read, cancellationToken);
    }

    /// <summary>The first row of a question, or null.</summary>
    public async ValueTask<T?> FirstAsync<T>(Statement statement, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
        where T : class
    {
        await using var rows = await QueryAsync(cancellationToken, statement);
        return await rows.ReadAsync(cancellationToken) ? read(rows) : null;
    }

    /// <summary>A page, and how long the whole list is.</summary>
    public async ValueTask<Queries.PageOf<T>> PageAsync<T>(
        Statement page, Statement count, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var rows = await QueryAsync(cancellationToken, page, count);
        var items = await AllAsync(rows, read, cancellationToken);
        await rows.NextResultAsync(cancellationToken);
        await rows.ReadAsync(cancellationToken);
        return new Queries.PageOf<T>(items, rows.GetInt64(0));
    }

    private static async ValueTask<List<T>> AllAsync<T>(NpgsqlDataReader rows, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var all = new List<T>();
        while (await rows.ReadAsync(cancellationToken))
        {
            all.Add(read(rows));
        }

        return all;
    }
}
