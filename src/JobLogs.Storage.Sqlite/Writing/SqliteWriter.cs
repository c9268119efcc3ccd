using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>
/// The one way into the file. The work is SQLite's and synchronous: it is done on the caller's thread, which is meant to be
/// that of a background writer. What it remembers between commits are blocks that are being filled, and a failed commit
/// takes those too.
/// </summary>
internal sealed class SqliteWriter : IStoreWriter
{
    private readonly Connection _connection;
    private readonly Checkpointer _checkpointer;
    private readonly TimeProvider _time;
    private readonly OpenBlocks _blocks;
    private readonly AppendEntriesExecutor _append;
    private int _busy;

    public SqliteWriter(Connection connection, Checkpointer checkpointer, TimeProvider time)
    {
        _connection = connection;
        _checkpointer = checkpointer;
        _time = time;
        _blocks = new OpenBlocks(connection);
        _append = new AppendEntriesExecutor(connection, _blocks);
    }

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
            cancellationToken.ThrowIfCancellationRequested();
            await _checkpointer.MakeRoomAsync(cancellationToken);
            return Write(commands, batchId);
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }

    private Commit Write(IReadOnlyList<StoreCommand> commands, Guid batchId)
    {
        Commit commit;
        WriteTransaction transaction;
        try
        {
            transaction = WriteTransaction.Begin(_connection, _time.NowMicros());
            for (var index = 0; index < commands.Count; index++)
            {
                Execute(transaction, commands[index]);
            }

            commit = transaction.Commit(batchId);
        }
        catch
        {
            _connection.Rollback();
            _blocks.DropAll();
            throw;
        }

        foreach (var appended in transaction.Appended)
        {
            appended.Tell(commit.Number);
        }

        _checkpointer.Committed();
        return commit;
    }

    private void Execute(WriteTransaction transaction, StoreCommand command)
    {
        switch (command)
        {
            case AppendEntries append:
                _append.Execute(transaction, append);
                break;
            case AppendMetrics metrics:
                AppendMetricsExecutor.Execute(transaction, metrics);
                break;
            case ReportProgress progress:
                ReportProgressExecutor.Execute(transaction, progress);
                break;
            case ChangeStep step:
                ChangeStepExecutor.Execute(transaction, step);
                break;
            case ChangeRun change:
                ChangeRunExecutor.Execute(transaction, change);
                break;
            case CreateRun create:
                CreateRunExecutor.Execute(transaction, create);
                break;
            case RenewLease renew:
                RenewLeaseExecutor.Execute(transaction, renew);
                break;
            case RequestCancel cancel:
                RequestCancelExecutor.Execute(transaction, cancel);
                break;
            case CreateJob create:
                CreateJobExecutor.Execute(transaction, create);
                break;
            case UpdateJob update:
                UpdateJobExecutor.Execute(transaction, update);
                break;
            case DeleteJob delete:
                DeleteJobExecutor.Execute(transaction, delete);
                break;
            case RemoveBefore remove:
                RemoveBeforeExecutor.Execute(transaction, remove, _blocks);
                break;
            case PurgeDeleted purge:
                PurgeDeletedExecutor.Execute(transaction, purge, _blocks);
                break;
            case LeaseCopy lease:
                LeaseCopyExecutor.Execute(transaction, lease);
                break;
            case AdvanceCopy advance:
                AdvanceCopyExecutor.Execute(transaction, advance);
                break;
            case ResetCopy reset:
                ResetCopyExecutor.Execute(transaction, reset);
                break;
            case ReplayDeadLetters replay:
                ReplayDeadLettersExecutor.Execute(transaction, replay);
                break;
            case SavePapers papers:
                SavePapersExecutor.Execute(transaction, papers);
                break;
            default:
                ExecuteAccess(transaction, command);
                break;
        }
    }

    private static void ExecuteAccess(WriteTransaction transaction, StoreCommand command)
    {
        switch (command)
        {
            case CreateKey create:
                KeyExecutor.Execute(transaction, create);
                break;
            case RevokeKey revoke:
                KeyExecutor.Execute(transaction, revoke);
                break;
            case TouchKeys touch:
                KeyExecutor.Execute(transaction, touch);
                break;
            case RemoveKeys remove:
                KeyExecutor.Execute(transaction, remove);
                break;
            case AddGrant add:
                GrantExecutor.Execute(transaction, add);
                break;
            case UseTicket use:
                GrantExecutor.Execute(transaction, use);
                break;
            case RemoveGrant remove:
                GrantExecutor.Execute(transaction, remove);
                break;
            case RecordAudit record:
                AuditExecutor.Execute(transaction, record);
                break;
            case PurgeAccess purge:
                AuditExecutor.Execute(transaction, purge);
                break;
            default:
                AlertExecutors.Execute(transaction, command);
                break;
        }
    }
}
