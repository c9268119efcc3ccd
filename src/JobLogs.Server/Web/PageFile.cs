namespace JobLogs.Server.Web;

/// <summary>A file of the page, in the forms it is kept in.</summary>
/// <param name="ContentType">What it is.</param>
/// <param name="Tag">A hash of its bytes.</param>
/// <param name="Plain">As it is.</param>
/// <param name="Brotli">Packed with brotli; null where that saves nothing.</param>
/// <param name="Gzip">Packed with gzip; null where that saves nothing.</param>
internal sealed record PageFile(string ContentType, string Tag, byte[] Plain, byte[]? Brotli, byte[]? Gzip)
{
    /// <summary>The smallest form that a client takes, and the name of its encoding; null for the plain one.</summary>
    public (byte[] Bytes, string? Encoding) For(AcceptedEncodings accepted) =>
        Brotli is not null && accepted.Brotli ? (Brotli, "br")
        : Gzip is not null && accepted.Gzip ? (Gzip, "gzip")
        : (Plain, null);
}
