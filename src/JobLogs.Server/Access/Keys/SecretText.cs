using System.Security.Cryptography;
using System.Text;

namespace JobLogs.Server.Access.Keys;

/// <summary>
/// The texts of keys, sessions and tickets: a prefix that tells which it is, and 256 random bits or more. Such a secret can't be
/// guessed from its hash however fast the hash is, so what is kept is one SHA-256 of it
/// (docs/decisions: keys are hashed once).
/// </summary>
internal static class SecretText
{
    /// <summary>What the text of a key begins with.</summary>
    public const string KeyPrefix = "jlk_";

    /// <summary>What the text of a session begins with.</summary>
    public const string SessionPrefix = "jls_";

    /// <summary>What the text of a ticket begins with.</summary>
    public const string TicketPrefix = "jlt_";

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    // 5 bits a character.
    private const int SecretLength = 52;
    private const int IdLength = 10;
    private const int KeyLength = 4 + IdLength + 1 + SecretLength;
    private const string IdPrefix = "key_";

    /// <summary>A new key: its id, which is no secret, and its text, which has the id in it.</summary>
    public static (string Id, string Text) NewKey()
    {
        var id = RandomNumberGenerator.GetString(Alphabet, IdLength);
        return (IdPrefix + id, $"{KeyPrefix}{id}_{Secret()}");
    }

    /// <summary>The text of a new session.</summary>
    public static string NewSession() => SessionPrefix + Secret();

    /// <summary>The text of a new ticket.</summary>
    public static string NewTicket() => TicketPrefix + Secret();

    /// <summary>The id of the key that a text says it is; null when it is no key's text.</summary>
    public static string? KeyIdOf(string text) =>
        text.Length == KeyLength && text.StartsWith(KeyPrefix, StringComparison.Ordinal) && text[KeyPrefix.Length + IdLength] == '_'
            ? string.Concat(IdPrefix, text.AsSpan(KeyPrefix.Length, IdLength))
            : null;

    /// <summary>What the text of the key with this id begins with.</summary>
    public static string PrefixOf(string keyId) => KeyPrefix + keyId[IdPrefix.Length..];

    /// <summary>What is kept of a text.</summary>
    public static string Hash(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>Whether a text has this hash, in a time that tells nothing of where it differs.</summary>
    public static bool IsText(string text, ReadOnlySpan<byte> hash)
    {
        Span<byte> utf8 = stackalloc byte[KeyLength * 3];
        Span<byte> actual = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(text, utf8)], actual);
        return CryptographicOperations.FixedTimeEquals(actual, hash);
    }

    private static string Secret() => RandomNumberGenerator.GetString(Alphabet, SecretLength);
}
