using JobLogs.Storage.PostgreSql.Connections;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>
/// The statements of the commit under way. What only writes waits for the next question and goes with it, in its order and in one
/// round trip: a commit costs as many of them as it has questions.
/// </summary>
internal sealed class Pipeline(NpgsqlConnection connection)
{
    private List<Statement> _waiting = [];

    /// <summary>The connection, for copying.</summary>
    public NpgsqlConnection Connection { get; } = connection;

    /// <summary>Adds a statement that answers nothing.</summary>
    public void Write(Statement statement) => _waiting.Add(statement);

    /// <summary>Asks, after all that waits was carried out; the caller disposes the answer before it goes on.</summary>
    public async ValueTask<NpgsqlDataReader> AskAsync(CancellationToken cancellationToken, params Statement[] questions)
    {
        await using var batch = Take(questions);
        return await batch.ExecuteReaderAsync(cancellationToken);
    }

    /// <summary>The first row of the answer as <paramref name="read"/> has it, or null.</summary>
    public async ValueTask<T?> FirstAsync<T>(Statement question, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
        where T : class
    {
        await using var rows = await AskAsync(cancellationToken, question);
        return await rows.ReadAsync(cancellationToken) ? read(rows) : null;
    }

    /// <summary>The first column of the first row as a number; null when there is no row, or it is null.</summary>
    public async ValueTask<long?> ScalarAsync(Statement question, CancellationToken cancellationToken)
    {
        await using var rows = await AskAsync(cancellationToken, question);
        return await rows.ReadAsync(cancellationToken) ? rows.LongOrNull(0) : null;
    }

    /// <summary>Whether the answer has a row.</summary>
    public async ValueTask<bool> AnyAsync(Statement question, CancellationToken cancellationToken)
    {
        await using var rows = await AskAsync(cancellationToken, question);
        return await rows.ReadAsync(cancellationToken);
    }

    /// <summary>All rows of the answer.</summary>
    public async ValueTask<List<T>> ListAsync<T>(Statement question, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var rows = await AskAsync(cancellationToken, question);
        var all = new List<T>();
        while (await rows.ReadAsync(cancellationToken))
        {
            all.Add(read(rows));
        }

        return all;
    }

    /// <summary>Carries out what waits; how many rows that touched.</summary>
    public async ValueTask<int> FlushAsync(CancellationToken cancellationToken)
    {
        if (_waiting.Count == 0)
        {
            return 0;
        }

        await using var batch = Take([]);
        return await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlBatch Take(Statement[] questions)
    {
        var batch = new NpgsqlBatch(Connection);
        foreach (var statement in _waiting)
        {
            batch.BatchCommands.Add(statement.Command);
        }

        foreach (var question in questions)
        {
            batch.BatchCommands.Add(question.Command);
        }

        _waiting = [];
        return batch;
    }
}
