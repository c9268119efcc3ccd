using System.Text.Json;

namespace JobLogs.Protocol.Entries;

/// <summary>
/// Reads the exception of an entry and writes it in its one form: all three keys in order, escaped no more than needed.
/// </summary>
internal static class ExceptionReader
{
    public const string Form = "an object such as {\"type\": \"IOException\", \"message\": \"…\", \"stack_trace\": \"…\"}";

    // {"type":null,"message":null,"stack_trace":null}, with room to spare for six quotes.
    private const int FrameBytes = 64;

    /// <summary>Reads the object that <paramref name="json"/> has just begun, up to its end unless it is refused.</summary>
    public static bool TryRead(
        scoped ref Utf8JsonReader json,
        EntryScratch scratch,
        EntryLimits limits,
        out ReadOnlySpan<byte> exception,
        out EntryRejection rejection)
    {
        exception = default;
        rejection = default;
        ExceptionText type = default;
        ExceptionText message = default;
        ExceptionText stackTrace = default;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> key = json.ValueIsEscaped ? Unescaped(json.ValueSpan, scratch) : json.ValueSpan;
            ref ExceptionText slot = ref stackTrace;
            if (key.SequenceEqual("type"u8))
            {
                slot = ref type;
            }
            else if (key.SequenceEqual("message"u8))
            {
                slot = ref message;
            }
            else if (!key.SequenceEqual("stack_trace"u8))
            {
                rejection = new EntryRejection(
                    RejectionCodes.UnknownKey, $"\"exception\" has the unknown key \"{RejectionText.Quote(key)}\"; it must be {Form}.");
                return false;
            }

            if (slot.Seen)
            {
                rejection = new EntryRejection(
                    RejectionCodes.DuplicateKey, $"\"exception\" has the key \"{RejectionText.Quote(key)}\" twice; send it once.");
                return false;
            }

            json.Read();
            if (json.TokenType is not (JsonTokenType.String or JsonTokenType.Null))
            {
                rejection = new EntryRejection(
                    RejectionCodes.InvalidValue,
                    $"\"{RejectionText.Quote(key)}\" of \"exception\" must be a string, not {RejectionText.Kind(json.TokenType)}.");
                return false;
            }

            slot.Seen = true;
            slot.HasValue = json.TokenType == JsonTokenType.String;
            slot.Escaped = slot.HasValue ? Canonical(ref json, scratch) : default;
        }

        exception = Write(type, message, stackTrace, scratch);
        if (exception.Length > limits.MaxExceptionBytes)
        {
            rejection = new EntryRejection(
                RejectionCodes.TooLong,
                $"\"exception\" has {exception.Length} bytes; at most {limits.MaxExceptionBytes} are allowed. Shorten \"stack_trace\".");
            return false;
        }

        return true;
    }

    private static ReadOnlySpan<byte> Write(ExceptionText type, ExceptionText message, ExceptionText stackTrace, EntryScratch scratch)
    {
        Span<byte> text = scratch.Take(FrameBytes + type.Escaped.Length + message.Escaped.Length + stackTrace.Escaped.Length);
        int at = 0;
        Append("{\"type\":"u8, type, text, ref at);
        Append(",\"message\":"u8, message, text, ref at);
        Append(",\"stack_trace\":"u8, stackTrace, text, ref at);
        text[at++] = (byte)'}';
        return scratch.Keep(at);
    }

    private static void Append(ReadOnlySpan<byte> key, ExceptionText value, Span<byte> text, ref int at)
    {
        Append(key, text, ref at);
        if (!value.HasValue)
        {
            Append("null"u8, text, ref at);
            return;
        }

        text[at++] = (byte)'"';
        Append(value.Escaped, text, ref at);
        text[at++] = (byte)'"';
    }

    private static void Append(ReadOnlySpan<byte> part, Span<byte> text, ref int at)
    {
        part.CopyTo(text[at..]);
        at += part.Length;
    }

    /// <summary>The string's inside, escaped no more than needed; what has no escape is so already.</summary>
    private static ReadOnlySpan<byte> Canonical(scoped ref Utf8JsonReader json, EntryScratch scratch)
    {
        if (!json.ValueIsEscaped)
        {
            return json.ValueSpan;
        }

        ReadOnlySpan<byte> plain = Unescaped(json.ValueSpan, scratch);

        // Escaping can at most restore the escapes that were there, so the raw length is room enough.
        return scratch.Keep(JsonText.Escape(plain, scratch.Take(json.ValueSpan.Length)));
    }

    private static ReadOnlySpan<byte> Unescaped(ReadOnlySpan<byte> raw, EntryScratch scratch) =>
        scratch.Keep(JsonText.Unescape(raw, scratch.Take(raw.Length)));

    private ref struct ExceptionText
    {
        public bool Seen;
        public bool HasValue;
        public ReadOnlySpan<byte> Escaped;
    }
}
