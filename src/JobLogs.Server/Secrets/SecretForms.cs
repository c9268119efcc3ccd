using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace JobLogs.Server.Secrets;

/// <summary>
/// The forms in which a secret can show up in what is written: as it is, as JSON escapes it, as it stands in an address, and in Base64,
/// where it looks different for each of the three places that it can have in what was encoded.
/// </summary>
internal static class SecretForms
{
    /// <summary>The shortest secret that is masked, in bytes: a shorter one would be found in half of all texts.</summary>
    public const int MinLength = 4;

    /// <summary>All forms of a secret, as UTF-8; none for one that is too short.</summary>
    public static IEnumerable<byte[]> Of(string secret)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        if (plain.Length < MinLength)
        {
            return [];
        }

        var address = Uri.EscapeDataString(secret);
        var escaped = JsonEncodedText.Encode(secret).ToString();
        IEnumerable<string> texts =
        [
            secret,
            escaped,
            Lower(escaped, @"\u", 4),
            JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
            address,
            Lower(address, "%", 2),
            address.Replace("%20", "+", StringComparison.Ordinal),
            .. Base64(plain),
        ];
        return texts.Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes).Where(form => form.Length >= MinLength);
    }

    // The characters of which each bit is the secret's; what stands before and behind it has a part in the others.
    private static IEnumerable<string> Base64(byte[] plain)
    {
        for (var before = 0; before < 3; before++)
        {
            var encoded = Convert.ToBase64String([.. new byte[before], .. plain]);
            var first = (before * 8 + 5) / 6;
            var text = encoded[first..((before + plain.Length) * 8 / 6)];
            yield return text;
            yield return text.Replace('+', '-').Replace('/', '_');
        }
    }

    // Hexadecimal digits behind a mark in lower case, as others write them.
    private static string Lower(string text, string mark, int digits)
    {
        var lower = new StringBuilder(text);
        for (var at = text.IndexOf(mark, StringComparison.Ordinal); at >= 0; at = text.IndexOf(mark, at + mark.Length, StringComparison.Ordinal))
        {
            for (var digit = at + mark.Length; digit < Math.Min(at + mark.Length + digits, text.Length); digit++)
            {
                lower[digit] = char.ToLowerInvariant(text[digit]);
            }
        }

        return lower.ToString();
    }
}
