using System.Text.Json;

namespace JobLogs.Protocol.Entries;

/// <summary>Reads the details of an entry: kept as they were sent, but looked through for keys that stand twice. Hot.</summary>
internal static class DetailsReader
{
    /// <summary>Reads the object that <paramref name="json"/> has just begun, up to its end unless it is refused.</summary>
    public static bool TryRead(
        scoped ref Utf8JsonReader json,
        ReadOnlySpan<byte> document,
        DetailsKeys keys,
        EntryLimits limits,
        out ReadOnlySpan<byte> details,
        out EntryRejection rejection)
    {
        details = default;
        rejection = default;
        long start = json.TokenStartIndex;
        int outside = json.CurrentDepth;
        keys.Reset();
        keys.BeginObject();
        while (true)
        {
            json.Read();
            switch (json.TokenType)
            {
                case JsonTokenType.PropertyName:
                    // Looked at here already, so that what is far too long isn't remembered key by key.
                    if (json.BytesConsumed - start > limits.MaxDetailsBytes)
                    {
                        rejection = TooLong(limits);
                        return false;
                    }

                    keys.Add((int)json.TokenStartIndex + 1, json.ValueSpan, json.ValueIsEscaped);
                    break;

                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    if (json.CurrentDepth - outside >= limits.MaxDetailsDepth)
                    {
                        rejection = new EntryRejection(
                            RejectionCodes.TooDeep, $"\"details\" is nested deeper than {limits.MaxDetailsDepth} levels.");
                        return false;
                    }

                    if (json.TokenType == JsonTokenType.StartObject)
                    {
                        keys.BeginObject();
                    }

                    break;

                case JsonTokenType.EndObject:
                    if (!keys.EndObject(document, out ReadOnlySpan<byte> duplicate))
                    {
                        rejection = new EntryRejection(
                            RejectionCodes.DuplicateKey,
                            $"\"details\" has the key \"{RejectionText.Quote(duplicate)}\" twice in one object; send it once.");
                        return false;
                    }

                    if (json.CurrentDepth == outside)
                    {
                        details = document[(int)start..(int)json.BytesConsumed];
                        rejection = details.Length > limits.MaxDetailsBytes ? TooLong(limits) : default;
                        return details.Length <= limits.MaxDetailsBytes;
                    }

                    break;
            }
        }
    }

    private static EntryRejection TooLong(EntryLimits limits) => new(
        RejectionCodes.TooLong, $"\"details\" is longer than the {limits.MaxDetailsBytes} bytes that are allowed.");
}
