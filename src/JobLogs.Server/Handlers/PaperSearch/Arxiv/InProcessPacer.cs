namespace JobLogs.Server.Handlers.PaperSearch.Arxiv;

/// <summary>Paces the requests of all jobs of this server, the only one on its database.</summary>
/// <param name="time">The clock.</param>
/// <param name="pause">The least time between the end of one turn and the start of the next.</param>
internal sealed class InProcessPacer(TimeProvider time, TimeSpan pause) : IRequestPacer, IDisposable
{
    /// <summary>What arXiv asks of every user of its API.</summary>
    public static readonly TimeSpan ArxivPause = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _turn = new(1, 1);

    // Owned by whoever has the turn.
    private long _lastEnd;
    private TimeSpan _rest = TimeSpan.Zero;

    /// <inheritdoc/>
    public async ValueTask<IRequestTurn> EnterAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var left = _rest - time.GetElapsedTime(_lastEnd);
            if (left > TimeSpan.Zero)
            {
                await Task.Delay(left, time, cancellationToken);
            }

            return new Turn(this);
        }
        catch
        {
            _turn.Release();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private sealed class Turn(InProcessPacer pacer) : IRequestTurn
    {
        private TimeSpan _rest = pacer.Pause;
        private bool _over;

        public void HoldOff(TimeSpan rest) => _rest = rest > _rest ? rest : _rest;

        public ValueTask DisposeAsync()
        {
            if (!_over)
            {
                _over = true;
                pacer.End(_rest);
            }

            return ValueTask.CompletedTask;
        }
    }

    private TimeSpan Pause => pause;

    private void End(TimeSpan rest)
    {
        _lastEnd = time.GetTimestamp();
        _rest = rest;
        _turn.Release();
    }
}
