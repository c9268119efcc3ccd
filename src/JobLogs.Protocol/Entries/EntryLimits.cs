namespace JobLogs.Protocol.Entries;

/// <summary>
/// How large the parts of an entry may be, measured after unescaping (details: as sent). A message past its limit is cut and
/// marked; anything else past its limit is refused, with the field and the limit named.
/// </summary>
public sealed record EntryLimits
{
    /// <summary>The limits of the contract.</summary>
    public static EntryLimits Default { get; } = new();

    /// <summary>UTF-8 bytes of a message, above 0; a longer one is cut before the character that crosses the limit.</summary>
    public int MaxMessageBytes { get; init; } = 65_536;

    /// <summary>Bytes of the details as they were sent, above 0; more are refused.</summary>
    public int MaxDetailsBytes { get; init; } = 65_536;

    /// <summary>Bytes of the exception as it is stored, above 0; more are refused.</summary>
    public int MaxExceptionBytes { get; init; } = 65_536;

    /// <summary>
    /// Code points of a step, paper id, error code, logger name, trace id or span id, above 0; more are refused.
    /// </summary>
    public int MaxNameCodePoints { get; init; } = 255;

    /// <summary>How deep objects and arrays may be nested in details, which are themselves the first level; deeper ones are refused.</summary>
    public int MaxDetailsDepth { get; init; } = 64;
}
