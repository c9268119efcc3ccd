namespace JobLogs.Server.Ingest;

/// <summary>
/// How much the queue may hold, and how much it does: what waits for the writer and what is being committed, since both hold
/// memory. Not safe for several threads; the queue's lock guards it.
/// </summary>
internal sealed class QueueRoom(int maxCommands, long maxEntries, long maxBytes)
{
    /// <summary>Commands in the queue.</summary>
    public int Commands { get; private set; }

    /// <summary>Entries in the queue.</summary>
    public long Entries { get; private set; }

    /// <summary>Bytes in the queue, about.</summary>
    public long Bytes { get; private set; }

    /// <summary>Takes the room that a submission needs, if there is any. What is larger than the whole has room when nothing else is there.</summary>
    public bool TryTake(Submission submission)
    {
        var fits = Commands == 0
            || (Commands + submission.Commands <= maxCommands
                && Entries + submission.Entries <= maxEntries
                && Bytes + submission.Bytes <= maxBytes);
        if (fits)
        {
            Commands += submission.Commands;
            Entries += submission.Entries;
            Bytes += submission.Bytes;
        }

        return fits;
    }

    /// <summary>Gives the room of a submission back.</summary>
    public void Return(Submission submission)
    {
        Commands -= submission.Commands;
        Entries -= submission.Entries;
        Bytes -= submission.Bytes;
    }
}
