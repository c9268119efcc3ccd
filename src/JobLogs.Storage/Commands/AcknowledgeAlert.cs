using JobLogs.Storage.Alerts;

namespace JobLogs.Storage.Commands;

/// <summary>Notes that somebody has taken note of an alert; a later one takes an earlier one's place. <see cref="Refusal.NotFound"/>.</summary>
public sealed class AcknowledgeAlert(long alert, AlertAcknowledgement acknowledgement) : StoreCommand
{
    /// <summary>The alert.</summary>
    public long AlertNumber { get; } = alert;

    /// <summary>Who, when, and what was said.</summary>
    public AlertAcknowledgement Acknowledgement { get; } = acknowledgement;

    /// <summary>Why nothing was written.</summary>
    public Refusal Refusal { get; set; }

    /// <summary>The alert as it is now.</summary>
    public Alert? Alert { get; set; }
}
