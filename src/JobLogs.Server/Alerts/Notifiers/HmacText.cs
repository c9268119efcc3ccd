using System.Security.Cryptography;
using System.Text;

namespace JobLogs.Server.Alerts.Notifiers;

/// <summary>HMAC-SHA256 over text.</summary>
internal static class HmacText
{
    /// <summary>In hexadecimal, lower case.</summary>
    public static string Hex(string key, ReadOnlySpan<byte> data) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), data));

    /// <summary>In Base64.</summary>
    public static string Base64(string key, string data) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(data)));
}
