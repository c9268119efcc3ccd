using System.Buffers.Text;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace JobLogs.Server.Access.Callers;

/// <summary>
/// The key that a request shows in its headers: <c>Authorization: Bearer</c>, and of log shippers also what the servers whose clients they
/// are ask for: Basic with the key as the password, <c>ApiKey</c> of Elasticsearch, the header <c>X-Seq-ApiKey</c>.
/// </summary>
internal static class ShownKey
{
    /// <summary>What the request shows as a key; empty when that can be none, null when it shows nothing.</summary>
    public static string? Read(HttpRequest request, bool isShipper)
    {
        if (request.Headers.Authorization is var authorization && !StringValues.IsNullOrEmpty(authorization))
        {
            return authorization is [{ } header] ? OfAuthorization(header, isShipper) : "";
        }

        if (isShipper && request.Headers["X-Seq-ApiKey"] is var seq && !StringValues.IsNullOrEmpty(seq))
        {
            return seq is [{ } key] ? key.Trim() : "";
        }

        return null;
    }

    private static string OfAuthorization(string header, bool isShipper)
    {
        var space = header.IndexOf(' ', StringComparison.Ordinal);
        var (scheme, shown) = space < 0 ? (header, "") : (header[..space], header[(space + 1)..].Trim());
        return scheme.ToUpperInvariant() switch
        {
            "BEARER" => shown,
            "BASIC" when isShipper => AfterColon(shown) ?? "",

            // Elasticsearch's own keys are an id and a secret; its clients also send a text as it was given.
            "APIKEY" when isShipper => AfterColon(shown) ?? shown,
            _ => "",
        };
    }

    // The password of a user, or the secret of an id. Both names are the client's own, and say nothing here.
    private static string? AfterColon(string base64)
    {
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        return Convert.TryFromBase64String(base64, bytes, out var length) && bytes.AsSpan(0, length).IndexOf((byte)':') is >= 0 and var colon
            ? Encoding.UTF8.GetString(bytes, colon + 1, length - colon - 1)
            : null;
    }
}
