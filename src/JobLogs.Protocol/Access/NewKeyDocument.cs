namespace JobLogs.Protocol.Access;

/// <summary>A key that was just made: the only time that its text is told.</summary>
public sealed record NewKeyDocument : KeyDocument
{
    /// <summary>Its text, for <c>Authorization: Bearer …</c>. Nobody can be told it again.</summary>
    public required string Key { get; init; }
}
