using JobLogs.Storage.Model;

namespace JobLogs.Storage.Commands;

/// <summary>
/// Renews the lease of a run that a server executes (by token), or of an external one (without a token, by its own
/// lease seconds). <see cref="Refusal.NotFound"/>, <see cref="Refusal.WrongStatus"/> when it is over, <see cref="Refusal.LeaseLost"/>.
/// </summary>
public sealed class RenewLease(RunId run) : StoreCommand
{
    /// <summary>The run.</summary>
    public RunId RunId { get; } = run;

    /// <summary>The token that the server holds; null for an external run.</summary>
    public int? FencingToken { get; init; }

    /// <summary>With a token: the new end, in microseconds since the Unix epoch.</summary>
    public long? Until { get; init; }

    /// <summary>Why nothing was written.</summary>
    public Refusal Refusal { get; set; }

    /// <summary>The run as it is now; its <see cref="Run.CancelRequestedAt"/> tells whether it is to stop.</summary>
    public Run? Run { get; set; }
}
