using System.Text;

namespace JobLogs.Server.Comparisons;

/// <summary>
/// A message without what changes from one time to the next: numbers become <c>‹n›</c>, ids <c>‹id›</c>, times <c>‹time›</c>. An id is a
/// UUID, or a word of letters and digits that nobody would write by hand: eight or more hexadecimal digits, or twelve or more characters.
/// </summary>
internal static class MessagePattern
{
    private const string Number = "‹n›";
    private const string Id = "‹id›";
    private const string Time = "‹time›";

    // 0 stands for a digit, x for a hexadecimal one; the longest first.
    private static readonly (string Shape, string Name)[] Shapes =
    [
        ("xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", Id),
        ("0000-00-00 00:00:00", Time),
        ("0000-00-00T00:00:00", Time),
        ("0000-00-00 00:00", Time),
        ("0000-00-00T00:00", Time),
        ("0000-00-00", Time),
        ("0000/00/00", Time),
        ("00:00:00", Time),
    ];

    /// <summary>The pattern of a message.</summary>
    public static string Of(string message)
    {
        if (!message.AsSpan().ContainsAnyInRange('0', '9'))
        {
            return message;
        }

        var pattern = new StringBuilder(message.Length + 16);
        for (var at = 0; at < message.Length;)
        {
            at = IsWord(message[at]) && (at == 0 || !IsWord(message[at - 1]))
                ? TakeWord(message, at, pattern)
                : TakeCharacter(message, at, pattern);
        }

        return pattern.ToString();
    }

    private static int TakeCharacter(string message, int at, StringBuilder pattern)
    {
        pattern.Append(message[at]);
        return at + 1;
    }

    private static int TakeWord(string message, int at, StringBuilder pattern)
    {
        foreach (var (shape, name) in Shapes)
        {
            if (Fits(message, at, shape))
            {
                pattern.Append(name);
                return name == Time ? EndOfTime(message, at + shape.Length) : at + shape.Length;
            }
        }

        var end = at;
        while (end < message.Length && IsWord(message[end]))
        {
            end++;
        }

        var word = message.AsSpan(at, end - at);
        if (!word.ContainsAnyExceptInRange('0', '9'))
        {
            pattern.Append(Number);
            return EndOfNumber(message, end);
        }

        if (IsId(word))
        {
            pattern.Append(Id);
        }
        else
        {
            FoldDigits(word, pattern);
        }

        return end;
    }

    /// <summary>Whether the shape stands at this place, and no word goes on after it.</summary>
    private static bool Fits(string message, int at, string shape)
    {
        var end = at + shape.Length;
        if (end > message.Length || (end < message.Length && IsWord(message[end]) && message[end] is not ('Z' or 'T')))
        {
            return false;
        }

        for (var index = 0; index < shape.Length; index++)
        {
            var character = message[at + index];
            var fits = shape[index] switch
            {
                '0' => char.IsAsciiDigit(character),
                'x' => char.IsAsciiHexDigit(character),
                var other => character == other,
            };
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }

    // The fraction of a second, and the zone.
    private static int EndOfTime(string message, int end)
    {
        if (end + 1 < message.Length && message[end] is '.' or ',' && char.IsAsciiDigit(message[end + 1]))
        {
            for (end++; end < message.Length && char.IsAsciiDigit(message[end]);)
            {
                end++;
            }
        }

        if (end < message.Length && message[end] == 'Z')
        {
            return end + 1;
        }

        return end < message.Length && message[end] is '+' or '-' && Fits(message, end + 1, "00:00") ? end + "+00:00".Length : end;
    }

    // Decimals, thousands, versions: 1.5 and 12,403 and 10.0.3 are one number each.
    private static int EndOfNumber(string message, int end)
    {
        while (end + 1 < message.Length && message[end] is '.' or ',' && char.IsAsciiDigit(message[end + 1]))
        {
            for (end++; end < message.Length && char.IsAsciiDigit(message[end]);)
            {
                end++;
            }
        }

        return end;
    }

    private static bool IsId(ReadOnlySpan<char> word)
    {
        if (word.StartsWith("0x"))
        {
            return true;
        }

        var digits = word.IndexOfAnyInRange('0', '9') >= 0;
        var hexadecimal = true;
        foreach (var character in word)
        {
            hexadecimal &= char.IsAsciiHexDigit(character);
        }

        return digits && ((hexadecimal && word.Length >= 8) || word.Length >= 12);
    }

    private static void FoldDigits(ReadOnlySpan<char> word, StringBuilder pattern)
    {
        for (var index = 0; index < word.Length; index++)
        {
            if (!char.IsAsciiDigit(word[index]))
            {
                pattern.Append(word[index]);
            }
            else if (index == 0 || !char.IsAsciiDigit(word[index - 1]))
            {
                pattern.Append(Number);
            }
        }
    }

    private static bool IsWord(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';
}
