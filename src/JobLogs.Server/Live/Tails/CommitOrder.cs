namespace JobLogs.Server.Live.Tails;

/// <summary>
/// Keeps commits in their order where several servers commit. An own commit can be published at once when it follows the last one that
/// was; when its number tells that others lie between, the store is read from there on, and that brings it too, in its place.
/// While nobody follows anything there is nothing to publish, and nothing is read. Guarded by the tail's lock.
/// </summary>
/// <param name="alone">Whether this server holds the database alone: then its commits are all there are.</param>
/// <param name="through">The last commit when the store was opened.</param>
internal sealed class CommitOrder(bool alone, long through)
{
    private long _known = through;

    /// <summary>Everything up to this commit was published, or nobody followed then.</summary>
    public long Through { get; private set; } = through;

    /// <summary>The last commit that is known of.</summary>
    public long Known => _known;

    /// <summary>Whether the store has commits that were not published.</summary>
    public bool IsBehind => _known > Through;

    /// <summary>Takes note of an own commit; returns whether it is to be published now.</summary>
    public bool Own(long number, bool followed)
    {
        if (alone)
        {
            return followed;
        }

        var follows = number == Through + 1;
        Heard(number, followed);
        if (follows && followed)
        {
            Through = number;
        }

        return follows && followed;
    }

    /// <summary>Takes note of a commit that others made, or may have.</summary>
    public void Heard(long number, bool followed)
    {
        _known = Math.Max(_known, number);
        if (!followed)
        {
            Through = _known;
        }
    }

    /// <summary>Whether a commit that was read is still to be published.</summary>
    public bool IsNew(long number) => number > Through;

    /// <summary>Everything up to a commit was read and published.</summary>
    public void Published(long number)
    {
        Through = Math.Max(Through, number);
        _known = Math.Max(_known, Through);
    }
}
