using JobLogs.Storage.Alerts;

namespace JobLogs.Storage.Commands;

/// <summary>
/// Takes up the watching and telling, renews it, or gives it back. <see cref="Refusal.Busy"/> while another server has it. The position begins
/// at 0: what was committed before a rule was kept is not the rule's, whoever reads it.
/// </summary>
/// <param name="owner">The server's name; another one after each start.</param>
/// <param name="until">Until when, in microseconds since the Unix epoch; null gives it back.</param>
public sealed class LeaseAlerts(string owner, long? until) : StoreCommand
{
    /// <summary>The server's name.</summary>
    public string Owner { get; } = owner;

    /// <summary>Until when, in microseconds since the Unix epoch; null gives it back.</summary>
    public long? Until { get; } = until;

    /// <summary>Whether no other server can be at work on this database, so that whoever else has it is gone.</summary>
    public bool IsOnlyServer { get; init; }

    /// <summary>Why nothing was written.</summary>
    public Refusal Refusal { get; set; }

    /// <summary>Who has it now.</summary>
    public AlertsLease? Lease { get; set; }
}
