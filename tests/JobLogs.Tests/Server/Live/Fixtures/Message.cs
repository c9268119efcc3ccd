using System.Buffers.Binary;
using System.Text.Json;

namespace JobLogs.Tests.Server.Live.Fixtures;

/// <summary>A message as a client sees it.</summary>
internal sealed record Message(string Type, string? Cursor, JsonElement Data, JsonElement Whole)
{
    /// <summary>The message text of a log.</summary>
    public string Text => Data.GetProperty("message").GetString()!;

    public static Message Parse(ReadOnlySpan<byte> json)
    {
        var whole = JsonElement.Parse(json);
        return new Message(
            whole.GetProperty("type").GetString()!,
            whole.TryGetProperty("cursor", out var cursor) ? cursor.GetString() : null,
            whole.GetProperty("data"),
            whole);
    }

    /// <summary>The messages in a run of unmasked WebSocket frames.</summary>
    public static List<Message> ParseFrames(ReadOnlySpan<byte> bytes)
    {
        var messages = new List<Message>();
        while (!bytes.IsEmpty)
        {
            bytes[0].ShouldBe((byte)0x81);
            var (length, header) = bytes[1] switch
            {
                126 => (BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]), 4),
                127 => ((int)BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]), 10),
                var few => (few, 2),
            };
            messages.Add(Parse(bytes.Slice(header, length)));
            bytes = bytes[(header + length)..];
        }

        return messages;
    }
}
