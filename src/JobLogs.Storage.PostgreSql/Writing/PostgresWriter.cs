using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.PostgreSql.Days;
using JobLogs.Storage.PostgreSql.Notices;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>
/// The way into the database of one server, over a connection of its own. Other servers write beside it: commits follow one another
/// under the commit lock, and nothing that another server can change is believed from one commit to the next.
/// </summary>
internal sealed class PostgresWriter(
    Sessions sessions, PostgresStoreOptions options, Notifier notifier, DayKeeper days, Guid id, TimeProvider time) : IStoreWriter, IAsyncDisposable
{
    private readonly OpenBlocks _blocks = new();
    private readonly EntryCopy _copy = new();
    private readonly Outcomes _outcomes = new(sessions, options, id);
    private NpgsqlConnection? _connection;
    private DoubtfulCommit? _doubtful;
    private int _busy;

    /// <inheritdoc />
    public async ValueTask<Commit> CommitAsync(IReadOnlyList<StoreCommand> commands, Guid batchId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commands);
        if (Interlocked.Exchange(ref _busy, 1) != 0)
        {
            throw new InvalidOperationException("The store has one writer at a time, and it is at work.");
        }

        try
        {
            return await DecideAsync(batchId, cancellationToken) ?? await WriteAsync(commands, batchId, cancellationToken);
        }
        catch (NpgsqlException failure)
        {
            throw PostgresErrors.ToException(failure, sessions.Place);
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => DropAsync();

    // A batch that is tried again after nobody could say whether it was committed.
    private async ValueTask<Commit?> DecideAsync(Guid batchId, CancellationToken cancellationToken)
    {
        if (_doubtful is not { } doubtful)
        {
            return null;
        }

        var happened = doubtful.BatchId == batchId && await _outcomes.HappenedAsync(doubtful, cancellationToken);
        _doubtful = null;
        return happened ? Committed(doubtful) : null;
    }

    // A connection that turns out to be dead is replaced once: of what went over it nothing was written.
    private async ValueTask<Commit> WriteAsync(IReadOnlyList<StoreCommand> commands, Guid batchId, CancellationToken cancellationToken)
    {
        try
        {
            return await WriteOnceAsync(commands, batchId, cancellationToken);
        }
        catch (NpgsqlException failure) when (PostgresErrors.IsLost(failure))
        {
            return await WriteOnceAsync(commands, batchId, cancellationToken);
        }
    }

    private async ValueTask<Commit> WriteOnceAsync(IReadOnlyList<StoreCommand> commands, Guid batchId, CancellationToken cancellationToken)
    {
        try
        {
            _connection ??= await sessions.OpenAsync(cancellationToken);
            var transaction = await WriteTransaction.BeginAsync(_connection, _copy, commands, time.NowMicros(), cancellationToken);
            for (var index = 0; index < commands.Count; index++)
            {
                await ExecuteAsync(transaction, commands[index], cancellationToken);
            }

            if (await transaction.PrepareAsync(id, batchId, cancellationToken) is not { } commit)
            {
                await RollbackAsync();
                return Commit.Nothing(transaction.Number - 1, transaction.Now);
            }

            return await EndAsync(new DoubtfulCommit(batchId, transaction, commit), cancellationToken);
        }
        catch
        {
            _blocks.DropAll();
            _copy.Forget();
            await RollbackAsync();
            throw;
        }
    }

    private async ValueTask<Commit> EndAsync(DoubtfulCommit doubtful, CancellationToken cancellationToken)
    {
        try
        {
            // Not cancelled half-way: from here on nobody could say what happened.
            doubtful.Transaction.Pipeline.Write(new Statement("COMMIT"));
            await doubtful.Transaction.Pipeline.FlushAsync(CancellationToken.None);
        }
        catch (NpgsqlException failure) when (PostgresErrors.IsLost(failure) || failure.InnerException is TimeoutException)
        {
            await DropAsync();
            _doubtful = doubtful;
            if (!await _outcomes.HappenedAsync(doubtful, cancellationToken))
            {
                _doubtful = null;
                throw;
            }

            _doubtful = null;
        }

        return Committed(doubtful);
    }

    private Commit Committed(DoubtfulCommit done)
    {
        foreach (var appended in done.Transaction.Appended)
        {
            appended.Tell(done.Commit.Number);
        }

        notifier.Committed(done.Commit.Number, done.Transaction.Jobs.Select(job => job.Id));
        if (done.Transaction.Removed)
        {
            days.Removed();
        }

        return done.Commit;
    }

    private ValueTask ExecuteAsync(WriteTransaction transaction, StoreCommand command, CancellationToken cancellationToken)
    {
        switch (command)
        {
            case AppendEntries append:
                return AppendEntriesExecutor.ExecuteAsync(_blocks, transaction, append, cancellationToken);
            case AppendMetrics metrics:
                return AppendMetricsExecutor.ExecuteAsync(transaction, metrics, cancellationToken);
            case ReportProgress progress:
                return ReportProgressExecutor.ExecuteAsync(transaction, progress, cancellationToken);
            case ChangeStep step:
                return ChangeStepExecutor.ExecuteAsync(transaction, step, cancellationToken);
            case ChangeRun change:
                return ChangeRunExecutor.ExecuteAsync(transaction, change, cancellationToken);
            case CreateRun create:
                return CreateRunExecutor.ExecuteAsync(transaction, create, cancellationToken);
            case RenewLease renew:
                return RenewLeaseExecutor.ExecuteAsync(transaction, renew, cancellationToken);
            case RequestCancel cancel:
                return RequestCancelExecutor.ExecuteAsync(transaction, cancel, cancellationToken);
            case CreateJob create:
                return CreateJobExecutor.ExecuteAsync(transaction, create, cancellationToken);
            case UpdateJob update:
                return UpdateJobExecutor.ExecuteAsync(transaction, update, cancellationToken);
            case DeleteJob delete:
                return DeleteJobExecutor.ExecuteAsync(transaction, delete, cancellationToken);
            case RemoveBefore remove:
                return RemoveBeforeExecutor.ExecuteAsync(transaction, remove, cancellationToken);
            case PurgeDeleted purge:
                return PurgeDeletedExecutor.ExecuteAsync(transaction, purge, cancellationToken);
            case LeaseCopy lease:
                return LeaseCopyExecutor.ExecuteAsync(transaction, lease, cancellationToken);
            case AdvanceCopy advance:
                return AdvanceCopyExecutor.ExecuteAsync(transaction, advance, cancellationToken);
            case ResetCopy reset:
                return ResetCopyExecutor.ExecuteAsync(transaction, reset, cancellationToken);
            case ReplayDeadLetters replay:
                return ReplayDeadLettersExecutor.ExecuteAsync(transaction, replay, cancellationToken);
            case SavePapers papers:
                SavePapersExecutor.Execute(transaction, papers);
                return default;
            default:
                return AccessExecutors.ExecuteAsync(transaction, command, cancellationToken);
        }
    }

    private async ValueTask RollbackAsync()
    {
        try
        {
            if (_connection is { State: System.Data.ConnectionState.Open } connection)
            {
                await using var rollback = new NpgsqlCommand("ROLLBACK", connection);
                await rollback.ExecuteNonQueryAsync(CancellationToken.None);
                return;
            }
        }
        catch (NpgsqlException)
        {
            // Then the database rolls it back, when the connection goes.
        }

        await DropAsync();
    }

    private async ValueTask DropAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }
}
