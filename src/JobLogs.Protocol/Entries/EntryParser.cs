using System.Text.Json;

namespace JobLogs.Protocol.Entries;

/// <summary>
/// Turns one JSON object into an entry, or says why not. Hot: it takes spans of the document where nothing is escaped, and
/// allocates only for what it refuses.
/// </summary>
internal ref struct EntryParser(EntryScratch scratch, EntryLimits limits)
{
    public EntryFields Entry;
    public EntryRejection Rejection;

    /// <summary>Reads the object that <paramref name="json"/> has just begun, up to its end unless it is refused.</summary>
    /// <param name="json">Stands at the object's start.</param>
    /// <param name="document">All that <paramref name="json"/> reads.</param>
    /// <returns>Whether there is an <see cref="Entry"/>; else there is a <see cref="Rejection"/>.</returns>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public bool TryParse(scoped ref Utf8JsonReader json, ReadOnlySpan<byte> document)
    {
        Entry = new EntryFields();
        scratch.Reset();
        uint seen = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            EntryKey key = EntryKeys.Find(json.ValueIsEscaped ? Text(ref json) : json.ValueSpan);
            uint bit = 1u << (int)key;
            if (key >= EntryKey.Reserved || (seen & bit) != 0)
            {
                return RejectKey(key, ref json);
            }

            seen |= bit;
            json.Read();
            if (!TryReadValue(key, ref json, document))
            {
                return false;
            }
        }

        return (seen & (1u << (int)EntryKey.Message)) != 0
            || Reject(RejectionCodes.MissingMessage, "\"message\" is missing; the smallest entry is {\"message\": \"…\"}.");
    }

    public bool Reject(string code, string detail)
    {
        Rejection = new EntryRejection(code, detail);
        return false;
    }

    private bool TryReadValue(EntryKey key, scoped ref Utf8JsonReader json, ReadOnlySpan<byte> document)
    {
        if (json.TokenType == JsonTokenType.Null && key != EntryKey.Message)
        {
            return true;
        }

        switch (key)
        {
            case EntryKey.Details:
                return TryReadDetails(ref json, document);
            case EntryKey.Exception:
                return TryReadException(ref json);
            case EntryKey.DurationMs:
                return TryReadDuration(ref json);
            case EntryKey.Attempt:
                return TryReadAttempt(ref json);
        }

        if (json.TokenType != JsonTokenType.String)
        {
            return RejectKind(key, "a string", ref json);
        }

        ReadOnlySpan<byte> text = json.ValueIsEscaped ? Text(ref json) : json.ValueSpan;
        switch (key)
        {
            case EntryKey.Message:
                Entry.Truncated = text.Length > limits.MaxMessageBytes;
                Entry.Message = Entry.Truncated ? Cut(text, limits.MaxMessageBytes) : text;
                return true;
            case EntryKey.Timestamp:
                return TryReadTimestamp(text);
            case EntryKey.Level:
                return TryReadLevel(text);
            default:
                return TrySetName(key, text);
        }
    }

    private bool TrySetName(EntryKey key, ReadOnlySpan<byte> text)
    {
        if (text.Length > limits.MaxNameCodePoints && CodePoints(text) > limits.MaxNameCodePoints)
        {
            return Reject(
                RejectionCodes.TooLong,
                $"\"{EntryKeys.NameOf(key)}\" has {CodePoints(text)} characters; at most {limits.MaxNameCodePoints} are allowed.");
        }

        switch (key)
        {
            case EntryKey.Step:
                Entry.Step = text;
                break;
            case EntryKey.PaperId:
                Entry.PaperId = text;
                break;
            case EntryKey.ErrorCode:
                Entry.ErrorCode = text;
                break;
            case EntryKey.LoggerName:
                Entry.LoggerName = text;
                break;
            case EntryKey.TraceId:
                Entry.TraceId = text;
                break;
            default:
                Entry.SpanId = text;
                break;
        }

        return true;
    }

    private bool TryReadTimestamp(ReadOnlySpan<byte> text)
    {
        if (!Timestamps.TryParse(text, out long micros, out string? problem))
        {
            return Reject(RejectionCodes.InvalidValue, $"\"timestamp\" is \"{RejectionText.Quote(text)}\": {problem}.");
        }

        Entry.TimestampMicros = micros;
        Entry.HasTimestamp = true;
        return true;
    }

    private bool TryReadLevel(ReadOnlySpan<byte> text)
    {
        if (!LevelNames.TryParse(text, out JobLogLevel level))
        {
            return Reject(
                RejectionCodes.InvalidValue, $"\"level\" is \"{RejectionText.Quote(text)}\"; send one of {LevelNames.Known}.");
        }

        Entry.Level = level;
        return true;
    }

    private bool TryReadDuration(scoped ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.Number || !json.TryGetInt64(out long duration) || duration < 0)
        {
            return RejectInteger(EntryKey.DurationMs, "a whole number of milliseconds from 0, such as 1500", ref json);
        }

        Entry.DurationMs = duration;
        return true;
    }

    private bool TryReadAttempt(scoped ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.Number || !json.TryGetInt32(out int attempt) || attempt < 1)
        {
            return RejectInteger(EntryKey.Attempt, "a whole number from 1, such as 2", ref json);
        }

        Entry.Attempt = attempt;
        return true;
    }

    private bool TryReadDetails(scoped ref Utf8JsonReader json, ReadOnlySpan<byte> document)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return RejectKind(EntryKey.Details, "an object such as {\"count\": 3}", ref json);
        }

        if (!DetailsReader.TryRead(ref json, document, scratch.Keys, limits, out ReadOnlySpan<byte> details, out Rejection))
        {
            return false;
        }

        Entry.Details = details;
        return true;
    }

    private bool TryReadException(scoped ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return RejectKind(EntryKey.Exception, ExceptionReader.Form, ref json);
        }

        if (!ExceptionReader.TryRead(ref json, scratch, limits, out ReadOnlySpan<byte> exception, out Rejection))
        {
            return false;
        }

        Entry.Exception = exception;
        return true;
    }

    private bool RejectKey(EntryKey key, scoped ref Utf8JsonReader json)
    {
        string name = RejectionText.Quote(json.ValueIsEscaped ? Text(ref json) : json.ValueSpan);
        return key switch
        {
            EntryKey.Reserved => Reject(
                RejectionCodes.ReservedKey, $"\"{name}\" is given by the server; leave it out."),
            EntryKey.Unknown => Reject(
                RejectionCodes.UnknownKey,
                $"\"{name}\" is not a key of an entry; put it into \"details\". Keys are {EntryKeys.Known}."),
            _ => Reject(RejectionCodes.DuplicateKey, $"\"{name}\" stands twice; send it once."),
        };
    }

    private bool RejectKind(EntryKey key, string expected, scoped ref Utf8JsonReader json) => Reject(
        RejectionCodes.InvalidValue,
        $"\"{EntryKeys.NameOf(key)}\" must be {expected}, not {RejectionText.Kind(json.TokenType)}.");

    private bool RejectInteger(EntryKey key, string expected, scoped ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.Number)
        {
            return RejectKind(key, expected, ref json);
        }

        return Reject(
            RejectionCodes.InvalidValue,
            $"\"{EntryKeys.NameOf(key)}\" is {RejectionText.Quote(json.ValueSpan)}; it must be {expected}, written without point or exponent.");
    }

    /// <summary>The string that <paramref name="json"/> stands at, unescaped.</summary>
    private readonly ReadOnlySpan<byte> Text(scoped ref Utf8JsonReader json)
    {
        ReadOnlySpan<byte> raw = json.ValueSpan;
        return scratch.Keep(JsonText.Unescape(raw, scratch.Take(raw.Length)));
    }

    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text, int limit)
    {
        while (limit > 0 && (text[limit] & 0xC0) == 0x80)
        {
            limit--;
        }

        return text[..limit];
    }

    private static int CodePoints(ReadOnlySpan<byte> text)
    {
        int count = 0;
        foreach (byte part in text)
        {
            count += (part & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }
}
