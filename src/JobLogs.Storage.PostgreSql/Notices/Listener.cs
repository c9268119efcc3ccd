using System.Runtime.CompilerServices;
using System.Threading.Channels;
using JobLogs.Storage.PostgreSql.Connections;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Notices;

/// <summary>Hears what other servers tell of their commits, and connects again when the connection is lost.</summary>
internal sealed class Listener(Sessions sessions, Guid self, TimeProvider time)
{
    // More than one is never needed to know that there is something to read; a few keep the jobs' names apart.
    private const int MaxWaiting = 64;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The notices of other servers as they come; null after each (re)connection and where notices were left out, when whoever follows
    /// must look for itself.
    /// </summary>
    public async IAsyncEnumerable<CommitNotice?> HearAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // When it is full the newest are left out, and a null behind those that wait says to look at everything.
        var heard = Channel.CreateBounded<CommitNotice?>(new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.Wait });
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var listening = RunAsync(heard.Writer, stopping.Token);
        try
        {
            await foreach (var notice in heard.Reader.ReadAllAsync(cancellationToken))
            {
                yield return notice;
            }
        }
        finally
        {
            await stopping.CancelAsync();
            await listening;
        }
    }

    private async Task RunAsync(ChannelWriter<CommitNotice?> heard, CancellationToken cancellationToken)
    {
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                await ListenAsync(heard, cancellationToken);
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Whoever listened has stopped.
        }
        finally
        {
            heard.TryComplete();
        }
    }

    private async Task ListenAsync(ChannelWriter<CommitNotice?> heard, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await sessions.OpenAsync(cancellationToken);
            var missed = false;
            connection.Notification += (_, told) =>
            {
                var notice = CommitNotice.Parse(told.Payload);
                if (notice?.Writer != self)
                {
                    missed |= !heard.TryWrite(notice);
                }
            };
            await using (var listen = new NpgsqlCommand($"LISTEN {CommitNotice.Channel}", connection))
            {
                await listen.ExecuteNonQueryAsync(cancellationToken);
            }

            await heard.WriteAsync(null, cancellationToken);
            while (true)
            {
                await connection.WaitAsync(cancellationToken);
                if (missed)
                {
                    missed = false;
                    await heard.WriteAsync(null, cancellationToken);
                }
            }
        }
        catch (NpgsqlException)
        {
            // Gone; it is tried again after a pause.
        }
    }
}
