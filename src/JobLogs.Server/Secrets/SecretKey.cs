using System.Security.Cryptography;

namespace JobLogs.Server.Secrets;

/// <summary>A key that secret parameters are encrypted with.</summary>
internal sealed class SecretKey
{
    /// <summary>Bytes of a key.</summary>
    public const int Length = 32;

    private readonly byte[] _key;

    private SecretKey(byte[] key)
    {
        _key = key;
        Id = Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, 4));
    }

    /// <summary>A mark of it, which tells nothing of it: what was sealed with it has the mark.</summary>
    public string Id { get; }

    /// <summary>The cipher; the caller disposes it.</summary>
    public AesGcm Cipher() => new(_key, AesGcm.TagByteSizes.MaxSize);

    /// <summary>Reads a key in Base64; null when it is none.</summary>
    public static SecretKey? TryParse(string base64)
    {
        var key = new byte[Length];
        return Convert.TryFromBase64String(base64.Trim(), key, out var length) && length == Length ? new SecretKey(key) : null;
    }

    /// <summary>A new key in Base64.</summary>
    public static string NewText() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length));
}
