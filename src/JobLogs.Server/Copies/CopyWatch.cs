using JobLogs.Storage;
using JobLogs.Storage.Copies;

namespace JobLogs.Server.Copies;

/// <summary>
/// What is known of the copy: whether feeding it works, how far it is behind, how many dead letters it has. Set by the feeder,
/// read by any thread.
/// </summary>
internal sealed class CopyWatch(ICopyStates states, ICommitFeed feed)
{
    private volatile CopyTrouble? _trouble;
    private volatile CopyStanding? _standing;
    private volatile bool _begun;

    /// <summary>Why feeding it doesn't work; null when it does, or another server does it.</summary>
    public CopyTrouble? Trouble => _trouble;

    /// <summary>How far it was when it was looked at last; null before that.</summary>
    public CopyStanding? Standing => _standing;

    /// <summary>Feeding it worked.</summary>
    /// <returns>Whether it didn't before.</returns>
    public bool Fed()
    {
        var isNew = !_begun || _trouble is not null;
        _begun = true;
        _trouble = null;
        return isNew;
    }

    /// <summary>Feeding it failed.</summary>
    /// <returns>Whether it worked before, or failed for another reason.</returns>
    public bool Failed(Exception exception)
    {
        var code = (exception as StoreUnavailableException)?.Code ?? "internal_error";
        var isNew = _trouble?.Code != code;
        _trouble = new CopyTrouble(code, exception.Message);
        return isNew;
    }

    /// <summary>Looks how far it is.</summary>
    /// <exception cref="StoreUnavailableException">The database can't say.</exception>
    public async ValueTask<CopyStanding> LookAsync(CancellationToken cancellationToken)
    {
        var state = await states.FindAsync(KnownCopies.Elasticsearch, cancellationToken);
        var lag = await feed.LagAsync(Math.Max(0, state?.Position ?? 0), cancellationToken);
        var letters = await states.DeadLettersAsync(KnownCopies.Elasticsearch, 0, 1, cancellationToken);
        return _standing = new CopyStanding(state, lag, letters.Total);
    }
}
