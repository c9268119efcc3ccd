using System.Threading.Channels;
using SQLitePCL;

namespace JobLogs.Storage.Sqlite.Connections;

/// <summary>
/// Keeps the write-ahead log short. Copying goes on in the background, on a connection of its own, while others write; but
/// only a log that has been copied to its end starts over, and a busy writer is always a little ahead. So, once most of it
/// is copied, the writer copies the rest itself between two commits. At the cap it waits until that works.
/// </summary>
internal sealed class Checkpointer(Connection writer, WalSize size, SqliteStoreOptions options, TimeProvider time)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    // One signal says all there is to say: a further one while it waits is the same.
    private readonly Channel<bool> _due = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    // The writer's.
    private long _nextAt = options.WalCheckpointBytes;

    // Set by the loop, taken by the writer.
    private volatile bool _mostIsCopied;

    /// <summary>The writer calls it between commits: keeps the log under its cap.</summary>
    /// <exception cref="StoreUnavailableException">Queries hold the log, and it has reached its cap.</exception>
    public async ValueTask MakeRoomAsync(CancellationToken cancellationToken)
    {
        if (_mostIsCopied)
        {
            _mostIsCopied = false;
            TryStartOver();
        }

        if (size.Bytes < options.WalCapBytes)
        {
            return;
        }

        var began = time.GetTimestamp();
        while (!TryStartOver())
        {
            if (time.GetElapsedTime(began) > LongestWait)
            {
                throw new StoreUnavailableException(
                    "store_unavailable",
                    $"The write-ahead log of '{options.Path}' has reached its cap of {options.WalCapBytes} bytes and a query holds it. Try again when it is over.");
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>The writer calls it after each commit.</summary>
    public void Committed()
    {
        var bytes = size.Bytes;
        if (bytes < _nextAt - options.WalCheckpointBytes)
        {
            // It has started over.
            _nextAt = options.WalCheckpointBytes;
        }

        if (bytes >= _nextAt)
        {
            _nextAt = bytes + options.WalCheckpointBytes;
            _due.Writer.TryWrite(true);
        }
    }

    /// <summary>Copies in the background whenever it is due, on a connection that nobody else uses, until cancelled.</summary>
    public async Task RunAsync(Connection connection, CancellationToken cancellationToken)
    {
        while (await WaitAsync(cancellationToken))
        {
            try
            {
                connection.Checkpoint(raw.SQLITE_CHECKPOINT_PASSIVE);
                _mostIsCopied = true;
            }
            catch (StoreUnavailableException)
            {
                // The disk is full or failing; what was committed is in the log. The next commit says so, or makes it due again.
            }
        }
    }

    private async ValueTask<bool> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _due.Reader.WaitToReadAsync(cancellationToken) && _due.Reader.TryRead(out _);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private bool TryStartOver()
    {
        // Not TRUNCATE: each commit into a file that grows has the file system write its own journal too, and takes three times
        // as long (bench: store-commit --batch 1). journal_size_limit cuts what has grown past it.
        if (!writer.Checkpoint(raw.SQLITE_CHECKPOINT_RESTART))
        {
            return false;
        }

        size.Emptied();
        _nextAt = options.WalCheckpointBytes;
        return true;
    }
}
