namespace JobLogs.Storage.Copies;

/// <summary>Reads what the database remembers of its copies. All methods throw <see cref="StoreUnavailableException"/>.</summary>
public interface ICopyStates
{
    /// <summary>The copy with this name; null when it was never begun.</summary>
    ValueTask<CopyState?> FindAsync(string copy, CancellationToken cancellationToken);

    /// <summary>A page of a copy's dead letters, oldest first.</summary>
    ValueTask<Queries.PageOf<DeadLetter>> DeadLettersAsync(string copy, long skip, int limit, CancellationToken cancellationToken);

    /// <summary>Whether a copy has dead letters of a job; null asks for any.</summary>
    ValueTask<bool> HasDeadLettersAsync(string copy, Model.JobId? job, CancellationToken cancellationToken);
}
