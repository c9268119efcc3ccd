namespace JobLogs.Server.Secrets;

/// <summary>Where the keys are that secret parameters are encrypted with.</summary>
/// <param name="Keys"><c>SECRET_KEY</c>: keys, 32 bytes in Base64 each, as a comma list; they go before the file. Null for none.</param>
/// <param name="File">The key file; null where none was named and there is no place beside the database.</param>
/// <param name="MakeFile">Whether the file may be made when it is missing: beside the database, not where somebody named one.</param>
internal sealed record SecretKeySource(string? Keys, string? File, bool MakeFile)
{
    /// <summary>Nowhere: secret parameters can't be kept.</summary>
    public static readonly SecretKeySource None = new(null, null, MakeFile: false);
}
