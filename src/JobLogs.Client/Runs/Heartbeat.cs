using JobLogs.Client.Http;
using JobLogs.Client.Shipping;
using JobLogs.Protocol.Problems;

namespace JobLogs.Client.Runs;

/// <summary>Tells the server from time to time that a run is alive, and learns from the answer when it is wanted no more.</summary>
internal sealed class Heartbeat : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);
    private const int BeatsInALease = 4;

    private readonly Outbox _outbox;
    private readonly RunOperations _runs;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _unwanted = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _beating;

    /// <summary>Begins.</summary>
    public Heartbeat(Outbox outbox, ApiConnection api)
    {
        (_outbox, _runs, _time) = (outbox, new RunOperations(api), api.Time);
        Unwanted = _unwanted.Token;
        using (ExecutionContext.SuppressFlow())
        {
            _beating = Task.Run(BeatAsync, CancellationToken.None);
        }
    }

    /// <summary>Cancelled when the run was ended by somebody else: cancelled, deleted, or taken for interrupted.</summary>
    public CancellationToken Unwanted { get; }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _unwanted.Dispose();
    }

    private async Task BeatAsync()
    {
        var lease = TimeSpan.FromSeconds(_outbox.Manifest.LeaseSeconds ?? 0);
        var interval = lease > TimeSpan.Zero && lease / BeatsInALease < Longest ? lease / BeatsInALease : Longest;
        while (true)
        {
            await Task.Delay(interval, _time, _stop.Token).ConfigureAwait(false);
            if (_outbox.Manifest.RunId is not { } run)
            {
                continue;
            }

            try
            {
                await _runs.HeartbeatAsync(run, _stop.Token).ConfigureAwait(false);
            }
            catch (JobLogsException refusal) when (refusal is { Code: ProblemCodes.RunFinished or ProblemCodes.NotFound, Problem: not null })
            {
                await _unwanted.CancelAsync().ConfigureAwait(false);
                return;
            }
            catch (JobLogsException)
            {
                // The next one will tell.
            }
        }
    }
}
