namespace JobLogs.Storage.Model;

/// <summary>What a text of an entry is.</summary>
public enum TextKind : byte
{
    /// <summary>Text, whole.</summary>
    Plain,

    /// <summary>Text that was cut off at its end.</summary>
    Cut,

    /// <summary>A JSON object.</summary>
    Json,
}
