using JobLogs.Storage.Model;

namespace JobLogs.Server.Runs;

/// <summary>A run that this server takes up or executes. Safe for several threads.</summary>
internal sealed class ActiveRun(RunId id)
{
    private readonly TaskCompletionSource<StopCause> _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile int _fencingToken;

    /// <summary>The run.</summary>
    public RunId Id { get; } = id;

    /// <summary>The token of the attempt; null until the run was taken up.</summary>
    public int? FencingToken => _fencingToken is > 0 and var token ? token : null;

    /// <summary>Ends when the attempt is to stop, with the first cause that was given.</summary>
    public Task<StopCause> Stopped => _stop.Task;

    /// <summary>Tells the attempt to stop; a second cause changes nothing.</summary>
    public void Stop(StopCause cause) => _stop.TrySetResult(cause);

    /// <summary>Notes that the run was taken up: from now on its lease is renewed.</summary>
    public void TakenUp(int fencingToken) => _fencingToken = fencingToken;
}
