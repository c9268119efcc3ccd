using JobLogs.Storage.Model;
using JobLogs.Storage.Others;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.PostgreSql.Notices;
using JobLogs.Storage.PostgreSql.Reading;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Others;

/// <summary>
/// Hears other servers' notices; when none came for a while, asks the database whether there was something to tell all the same. Used
/// by one loop at a time, but for the reading.
/// </summary>
internal sealed class PostgresOthers(Sessions sessions, ReaderPool readers, Listener listener, long openedAfter, TimeProvider time) : IOtherServers, IAsyncDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    private readonly JobDays _days = new();
    private readonly CancellationTokenSource _stopping = new();
    private IAsyncEnumerator<CommitNotice?>? _heard;
    private Task<bool>? _next;
    private long _last = openedAfter;

    /// <inheritdoc />
    public long OpenedAfter { get; } = openedAfter;

    /// <inheritdoc />
    public async ValueTask<long> AwaitCommitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await HearAsync(cancellationToken) is { } commit)
            {
                _last = Math.Max(_last, commit);
                return _last;
            }

            var last = await readers.ReadAsync(
                0, static (reader, _, cancellationToken) => reader.ScalarAsync(new Statement("SELECT next_commit - 1 FROM store"), cancellationToken), cancellationToken);
            if (last > _last)
            {
                _last = last.Value;
                return _last;
            }
        }
    }

    /// <inheritdoc />
    public ValueTask<CommittedPage> ReadAsync(long after, IReadOnlyCollection<JobId>? jobs, int items, CancellationToken cancellationToken) =>
        readers.SnapshotAsync(
            (asked: new CommitsAsked(after, jobs, items), _days),
            static (reader, state, cancellationToken) => CommitPages.ReadAsync(reader, state._days, state.asked, cancellationToken),
            cancellationToken);

    /// <inheritdoc />
    public async ValueTask<IAsyncDisposable?> TryTakeCleanUpAsync(CancellationToken cancellationToken)
    {
        NpgsqlConnection? connection = null;
        try
        {
            connection = await sessions.OpenAsync(cancellationToken);
            await using var take = new NpgsqlCommand($"SELECT pg_try_advisory_lock({Locks.CleanUp})", connection);
            var taken = await take.ExecuteScalarAsync(cancellationToken) is true ? connection : null;
            connection = taken is null ? connection : null;
            return taken;
        }
        catch (NpgsqlException failure)
        {
            throw PostgresErrors.ToException(failure, sessions.Place);
        }
        finally
        {
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_next is not null)
        {
            // Whatever it ends with: nobody wants to hear any more.
            await ((Task)_next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (_heard is not null)
        {
            await _heard.DisposeAsync();
        }

        _stopping.Dispose();
    }

    /// <summary>The commit that a notice is about; null when none came, or one that says to look.</summary>
    private async ValueTask<long?> HearAsync(CancellationToken cancellationToken)
    {
        _heard ??= listener.HearAsync(_stopping.Token).GetAsyncEnumerator(CancellationToken.None);
        _next ??= _heard.MoveNextAsync().AsTask();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var quiet = Task.Delay(Quiet, time, enough.Token);
        var came = await Task.WhenAny(_next, quiet) == _next;
        await enough.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        if (!came)
        {
            return null;
        }

        var going = await _next;
        _next = null;
        return going ? _heard.Current?.Commit : throw new OperationCanceledException("The store was closed.");
    }
}
