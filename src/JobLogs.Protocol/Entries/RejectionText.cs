using System.Text;
using System.Text.Json;

namespace JobLogs.Protocol.Entries;

/// <summary>The words of rejections. Never hot: only what is refused comes here.</summary>
internal static class RejectionText
{
    private const int LongestQuote = 60;

    /// <summary>A piece of what was sent, short enough for an error text.</summary>
    public static string Quote(ReadOnlySpan<byte> sent)
    {
        string text = Encoding.UTF8.GetString(sent.Length <= 4 * LongestQuote ? sent : sent[..(4 * LongestQuote)]);
        if (text.Length <= LongestQuote)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[LongestQuote - 1]) ? LongestQuote - 1 : LongestQuote;
        return text[..end] + "…";
    }

    /// <summary>What kind of JSON value it is, with its article.</summary>
    public static string Kind(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a boolean",
        _ => "null",
    };

    /// <summary>The reader's complaint, with the position counted from 1.</summary>
    public static string Malformed(JsonException malformed, bool oneLine)
    {
        string message = malformed.Message;
        int position = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        string complaint = position < 0 ? message : message[..position];
        long atByte = (malformed.BytePositionInLine ?? 0) + 1;
        return oneLine
            ? $"{complaint} (at byte {atByte} of the line)"
            : $"{complaint} (at line {(malformed.LineNumber ?? 0) + 1}, byte {atByte})";
    }
}
