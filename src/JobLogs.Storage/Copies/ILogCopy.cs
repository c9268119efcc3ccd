namespace JobLogs.Storage.Copies;

/// <summary>
/// The second copy of the log, as whoever feeds it sees it. There is one feeder at a time, and it makes one call at a time:
/// whole commits in their order, removals at the commit that made them. Every call can be made again after it failed:
/// nothing is written twice and nothing is removed that should stay. All methods throw <see cref="StoreUnavailableException"/>
/// for what may work later; its text never holds a password.
/// </summary>
public interface ILogCopy
{
    /// <summary>Asks the server what it is and how it is. Cheap enough for a health check.</summary>
    ValueTask<CopyDescription> DescribeAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Makes the copy ready to be written to, once before the first write of a process and after a server was replaced.
    /// </summary>
    /// <param name="database">The salt of the database that it is a copy of.</param>
    /// <exception cref="StoreUnavailableException">With the code <c>copy_foreign</c>: the indices are of another database.</exception>
    ValueTask PrepareAsync(ulong database, CancellationToken cancellationToken);

    /// <summary>
    /// Writes entries, status changes and metrics. What is there already is left as it is and counts as accepted.
    /// Returns when the server has what it accepted on disk; it is seen after the next <see cref="RefreshAsync"/>.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Nothing is known of any item: write the same batch again.</exception>
    ValueTask<CopyWritten> WriteAsync(CopyBatch batch, CancellationToken cancellationToken);

    /// <summary>Removes what a removal took from the database, and returns how many documents that were. It is seen at once.</summary>
    ValueTask<long> RemoveAsync(CopyRemoval removal, CancellationToken cancellationToken);

    /// <summary>Makes everything that was accepted seen.</summary>
    ValueTask RefreshAsync(CancellationToken cancellationToken);

    /// <summary>The commit days that have an index, oldest first.</summary>
    ValueTask<IReadOnlyList<CopyDay>> ListDaysAsync(CancellationToken cancellationToken);

    /// <summary>Removes the whole index of a commit day, for when nothing in it must stay. One that isn't there is no error.</summary>
    ValueTask DropDayAsync(DateOnly day, CancellationToken cancellationToken);

    /// <summary>Removes all indices, also those of another database, to begin anew; <see cref="PrepareAsync"/> comes next.</summary>
    ValueTask DropAllAsync(CancellationToken cancellationToken);
}
