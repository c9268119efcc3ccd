using JobLogs.Storage.Model;

namespace JobLogs.Storage.Commands;

/// <summary>
/// Asks for the end of a run. One that no server executes (pending, or external) is cancelled at once; for one that a
/// server executes it is noted, and that server sees it at the latest when it renews the lease. <see cref="Refusal.NotFound"/>
/// or <see cref="Refusal.WrongStatus"/> when it is over.
/// </summary>
public sealed class RequestCancel(RunId run, string reason) : StoreCommand
{
    /// <summary>The run.</summary>
    public RunId RunId { get; } = run;

    /// <summary>Why, as a sentence.</summary>
    public string Reason { get; } = reason;

    /// <summary>Why nothing was written.</summary>
    public Refusal Refusal { get; set; }

    /// <summary>The run as it is now, also when refused for its status.</summary>
    public Run? Run { get; set; }
}
