namespace JobLogs.Storage.Alerts;

/// <summary>What becomes of an alert by an observation.</summary>
public enum AlertStepKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>There is a new one.</summary>
    Opened,

    /// <summary>It was seen once more.</summary>
    Repeated,

    /// <summary>It has ended.</summary>
    Closed,
}
