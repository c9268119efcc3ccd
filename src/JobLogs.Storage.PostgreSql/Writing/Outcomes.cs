using JobLogs.Storage.PostgreSql.Connections;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Finds out whether a commit happened during which the connection was lost.</summary>
internal sealed class Outcomes(Sessions sessions, PostgresStoreOptions options, Guid writer)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Asks until there is an answer, for a bounded time.</summary>
    /// <exception cref="StoreUnavailableException">There was none.</exception>
    public async ValueTask<bool> HappenedAsync(DoubtfulCommit doubtful, CancellationToken cancellationToken)
    {
        // By the machine's clock: it is the database that is waited for.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(options.OutcomeSeconds));
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var last = default(Exception);
        try
        {
            while (true)
            {
                try
                {
                    return await AskAsync(doubtful, waiting.Token);
                }
                catch (NpgsqlException failure)
                {
                    last = failure;
                }

                await Task.Delay(Pause, TimeProvider.System, waiting.Token);
            }
        }
        catch (OperationCanceledException)
        {
            throw new StoreUnavailableException(
                "store_unavailable",
                $"The connection to the database {sessions.Place} was lost during a commit, and it has not answered since: the last batch may have been stored or not.",
                last);
        }
    }

    // Under the commit lock: the lost connection's transaction holds it until it has ended one way or the other.
    private async ValueTask<bool> AskAsync(DoubtfulCommit doubtful, CancellationToken cancellationToken)
    {
        await using var connection = await sessions.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var pipeline = new Pipeline(connection);
        await using var rows = await pipeline.AskAsync(
            cancellationToken,
            new Statement("SELECT pg_advisory_xact_lock($1)").With(Locks.Commit),
            new Statement("""
                SELECT EXISTS (SELECT FROM commits WHERE commit_no = $1 AND batch_id = $2)
                    OR EXISTS (SELECT FROM quiet_commits WHERE writer = $3 AND batch_id = $2)
                """).With(doubtful.Commit.Number).With(doubtful.BatchId).With(writer));
        await rows.NextResultAsync(cancellationToken);
        await rows.ReadAsync(cancellationToken);
        return rows.GetBoolean(0);
    }
}
