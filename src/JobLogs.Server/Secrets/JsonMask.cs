using System.Text.Json;

namespace JobLogs.Server.Secrets;

/// <summary>Masks secrets in JSON, which stays JSON of the same length: inside strings with asterisks, and a number that shows one becomes 0 and blanks.</summary>
internal static class JsonMask
{
    private static ReadOnlySpan<byte> Ellipsis => "…"u8;

    private static ReadOnlySpan<byte> CutEnd => "…\""u8;

    /// <summary>Masks what the automaton finds in a JSON text.</summary>
    public static bool Apply(SecretAutomaton automaton, Span<byte> json)
    {
        // Walked token by token only when there is something to mask at all.
        if (!automaton.Contains(json) && json.IndexOf(CutEnd) < 0)
        {
            return false;
        }

        var found = false;
        var reader = new Utf8JsonReader(json.ToArray());
        while (reader.Read())
        {
            var start = (int)reader.TokenStartIndex;
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                // A text that ends with … was cut there, perhaps in the middle of a secret.
                var text = json.Slice(start + 1, reader.ValueSpan.Length);
                var cut = text.EndsWith(Ellipsis);
                found |= automaton.Mask(cut ? text[..^Ellipsis.Length] : text, cut);
            }
            else if (reader.TokenType == JsonTokenType.Number && automaton.Contains(reader.ValueSpan))
            {
                var number = json.Slice(start, reader.ValueSpan.Length);
                number.Fill((byte)' ');
                number[0] = (byte)'0';
                found = true;
            }
        }

        return found;
    }
}
