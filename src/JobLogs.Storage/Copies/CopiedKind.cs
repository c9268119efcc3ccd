namespace JobLogs.Storage.Copies;

/// <summary>What kind of thing is copied.</summary>
public enum CopiedKind : byte
{
    /// <summary>An entry; its number is its seq.</summary>
    Entry,

    /// <summary>A status change; its number is its event's.</summary>
    StatusChange,

    /// <summary>A metric; its number is its event's.</summary>
    Metric,
}
