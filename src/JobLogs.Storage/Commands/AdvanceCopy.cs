using JobLogs.Storage.Copies;

namespace JobLogs.Storage.Commands;

/// <summary>
/// Notes what a copy has, and what it refused. <see cref="Refusal.LeaseLost"/> when the feeding has passed to another server or the
/// copy is to be made anew.
/// </summary>
/// <param name="copy">The copy's name.</param>
/// <param name="fencingToken">The token that the feeder holds.</param>
/// <param name="position">Where it stands now.</param>
public sealed class AdvanceCopy(string copy, int fencingToken, long position) : StoreCommand
{
    /// <summary>The copy's name.</summary>
    public string Copy { get; } = copy;

    /// <summary>The token that the feeder holds.</summary>
    public int FencingToken { get; } = fencingToken;

    /// <summary>Where it stands now.</summary>
    public long Position { get; } = position;

    /// <summary>The new end of the lease, in microseconds since the Unix epoch.</summary>
    public required long LeaseUntil { get; init; }

    /// <summary>What was refused: each becomes a dead letter, or is counted once more if it is one.</summary>
    public IReadOnlyList<RefusedItem> Refused { get; init; } = [];

    /// <summary>Numbers of dead letters that are none any more.</summary>
    public IReadOnlyList<long> Settled { get; init; } = [];

    /// <summary>Whether the dead letters that were to be tried again have been.</summary>
    public bool Replayed { get; init; }

    /// <summary>Why nothing was written.</summary>
    public Refusal Refusal { get; set; }

    /// <inheritdoc />
    public override int Entries => Refused.Count;
}
