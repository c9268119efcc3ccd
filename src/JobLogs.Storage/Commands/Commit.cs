using JobLogs.Storage.Model;

namespace JobLogs.Storage.Commands;

/// <summary>What a commit wrote that streams tell.</summary>
/// <param name="Number">Its number; rises over all jobs.</param>
/// <param name="CommittedAtMicros">When, by the server's clock, in microseconds since the Unix epoch.</param>
/// <param name="Events">The events, in the order of their numbers; the entries are in the commands' batches.</param>
public sealed record Commit(long Number, long CommittedAtMicros, IReadOnlyList<RunEvent> Events)
{
    /// <summary>Whether the commands wrote nothing at all. Then there was no commit, and the number is that of the last one, whoever made it.</summary>
    public bool WroteNothing { get; private init; }

    /// <summary>What is answered when there was nothing to commit.</summary>
    /// <param name="last">The last commit of all, by this server or another.</param>
    /// <param name="atMicros">When that was found, in microseconds since the Unix epoch.</param>
    public static Commit Nothing(long last, long atMicros) => new(last, atMicros, []) { WroteNothing = true };
}
