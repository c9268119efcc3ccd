using JobLogs.Storage.Alerts;

namespace JobLogs.Storage.Commands;

/// <summary>
/// Notes what was seen up to a commit: opens and ends alerts, puts into the outbox what is to be told of them, and moves the position on, all in
/// one transaction. Whatever was due to be told at the end of a quiet time goes with it. <see cref="Refusal.LeaseLost"/> when another server watches.
/// </summary>
/// <param name="fencingToken">The token that the watcher holds.</param>
/// <param name="position">Everything up to this commit was looked at; never moves back.</param>
public sealed class AdvanceAlerts(int fencingToken, long position) : StoreCommand
{
    /// <summary>The token that the watcher holds.</summary>
    public int FencingToken { get; } = fencingToken;

    /// <summary>Everything up to this commit was looked at.</summary>
    public long Position { get; } = position;

    /// <summary>The new end of the lease, in microseconds since the Unix epoch.</summary>
    public required long LeaseUntil { get; init; }

    /// <summary>What was seen, in its order.</summary>
    public IReadOnlyList<AlertObservation> Observations { get; init; } = [];

    /// <summary>Why nothing was written.</summary>
    public Refusal Refusal { get; set; }

    /// <summary>How many alerts opened or ended.</summary>
    public int Changed { get; set; }

    /// <inheritdoc />
    public override int Entries => Observations.Count;
}
