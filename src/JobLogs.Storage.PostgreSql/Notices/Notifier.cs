using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Notices;

/// <summary>
/// Tells other servers of commits, over a connection of its own so that no commit waits for it. While one notice is on its way the
/// next gathers, so that there are never more notices than round trips.
/// </summary>
internal sealed class Notifier(Sessions sessions, Guid writer) : IAsyncDisposable
{
    private const int MostJobs = 512;

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _signal = new(0, 1);
    private readonly CancellationTokenSource _stopping = new();

    // Guarded by the lock: what has not been told.
    private readonly HashSet<JobId> _jobs = [];
    private long _commit;

    // The loop's own.
    private NpgsqlConnection? _connection;
    private Task _loop = Task.CompletedTask;

    /// <summary>Begins to tell.</summary>
    public void Start() => _loop = RunAsync(_stopping.Token);

    /// <summary>Notes a commit; it is told as soon as possible.</summary>
    public void Committed(long commit, IEnumerable<JobId> jobs)
    {
        lock (_lock)
        {
            _commit = commit;
            _jobs.UnionWith(jobs);
            if (_signal.CurrentCount == 0)
            {
                _signal.Release();
            }
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _loop;
        _stopping.Dispose();
        _signal.Dispose();
        await DropAsync();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await _signal.WaitAsync(cancellationToken);
                await TellAsync(Take(), cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping: other servers find by themselves what was not told.
        }
    }

    private CommitNotice Take()
    {
        lock (_lock)
        {
            var notice = new CommitNotice(_commit, writer, _jobs.Count <= MostJobs ? [.. _jobs] : null);
            _jobs.Clear();
            return notice;
        }
    }

    // A hint that can't be given is not given: the next one says as much.
    private async Task TellAsync(CommitNotice notice, CancellationToken cancellationToken)
    {
        try
        {
            _connection ??= await sessions.OpenAsync(cancellationToken);
            await using var notify = new NpgsqlBatch(_connection);
            notify.BatchCommands.Add(new Statement("SELECT pg_notify($1, $2)").With(CommitNotice.Channel).With(notice.ToPayload()).Command);
            await notify.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (NpgsqlException)
        {
            await DropAsync();
        }
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
