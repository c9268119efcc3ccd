using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.PostgreSql.Writing;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Days;

/// <summary>
/// Makes the tables of days before they come, takes away those of days in which nothing is left, and deletes the rows of what was
/// removed from days that stay. Looks each hour, and after clean-up has run. Of several servers one at a time does it, and no commit
/// waits for it.
/// </summary>
internal sealed class DayKeeper(Sessions sessions, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _signal = new(0, 1);
    private readonly SemaphoreSlim _looking = new(1, 1);
    private readonly CancellationTokenSource _stopping = new();
    private Task _loop = Task.CompletedTask;

    /// <summary>Begins to look.</summary>
    public void Start() => _loop = RunAsync(_stopping.Token);

    /// <summary>Has it look soon, since something was removed.</summary>
    public void Removed()
    {
        try
        {
            _signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // It will look anyway.
        }
    }

    /// <summary>Looks once.</summary>
    /// <exception cref="NpgsqlException">The database doesn't answer, or something long is in the way; the next time will do.</exception>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await _looking.WaitAsync(cancellationToken);
        try
        {
            await using var connection = await sessions.OpenAsync(cancellationToken);
            await MakeAheadAsync(connection, cancellationToken);
            await TidyAsync(connection, cancellationToken);
        }
        finally
        {
            _looking.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _loop;
        _stopping.Dispose();
        _signal.Dispose();
        _looking.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await WaitAsync(cancellationToken);
                try
                {
                    await LookAsync(cancellationToken);
                }
                catch (Exception failure) when (PostgresErrors.IsOfDatabase(failure))
                {
                    // Commits make the day that they need themselves, and an empty day can wait for the next look.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var removed = _signal.WaitAsync(waiting.Token);
        await Task.WhenAny(removed, Task.Delay(Interval, time, waiting.Token));
        await waiting.CancelAsync();
        try
        {
            await removed;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The hour is over.
        }
    }

    private async Task TidyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var pipeline = new Pipeline(connection);
        if (!await pipeline.AnyAsync(new Statement($"SELECT 1 WHERE pg_try_advisory_lock({Locks.Days})"), cancellationToken))
        {
            return;
        }

        await EmptyDays.DropAsync(connection, cancellationToken);
        await RemovedRows.DeleteAsync(pipeline, time.NowMicros(), cancellationToken);

        // When one of them fails, the lock goes with the connection, some time after it was closed.
        await pipeline.AnyAsync(new Statement($"SELECT 1 WHERE pg_advisory_unlock({Locks.Days})"), cancellationToken);
    }

    private async Task MakeAheadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var take = new NpgsqlCommand($"SELECT pg_advisory_xact_lock({Locks.Commit})", connection);
        await take.ExecuteNonQueryAsync(cancellationToken);
        await DayTables.EnsureAsync(connection, CommitDay.Of(time.NowMicros()), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
