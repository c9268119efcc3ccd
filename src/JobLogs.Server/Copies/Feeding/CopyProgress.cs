using JobLogs.Storage.Copies;

namespace JobLogs.Server.Copies.Feeding;

/// <summary>What is noted of the copy at once.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="Refused">What it refused.</param>
internal sealed record CopyProgress(long Position, IReadOnlyList<RefusedItem> Refused)
{
    /// <summary>Dead letters that are none any more.</summary>
    public IReadOnlyList<long> Settled { get; init; } = [];

    /// <summary>Whether the dead letters that were to be tried again have been.</summary>
    public bool Replayed { get; init; }
}
