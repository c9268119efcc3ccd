using JobLogs.Server.Shippers.Protobuf;
using Snappier;

namespace JobLogs.Server.Shippers.Loki;

/// <summary>Reads <c>PushRequest</c> in its binary form, packed with Snappy. Field numbers are those of Loki's push.proto.</summary>
internal static class LokiProtobuf
{
    /// <summary>Unpacks a request.</summary>
    /// <param name="maxBytes">How long it may be, unpacked.</param>
    /// <exception cref="FormatException">It is not packed with Snappy, or longer.</exception>
    public static byte[] Unpack(ReadOnlySpan<byte> body, int maxBytes)
    {
        try
        {
            return Snappy.GetUncompressedLength(body) <= maxBytes
                ? Snappy.DecompressToArray(body)
                : throw new FormatException($"It is longer than {maxBytes} bytes, unpacked.");
        }
        catch (InvalidDataException malformed)
        {
            throw new FormatException("It is not packed with Snappy (block format).", malformed);
        }
    }

    /// <summary>Reads a request.</summary>
    /// <exception cref="FormatException">The bytes are no such message.</exception>
    public static void Read(ReadOnlySpan<byte> request, Action<LokiStream, LokiLine> receive)
    {
        var reader = new ProtobufReader(request);
        while (reader.Read())
        {
            if (reader.Field == 1)
            {
                ReadStream(reader.Bytes, receive);
            }
        }
    }

    private static void ReadStream(ReadOnlySpan<byte> message, Action<LokiStream, LokiLine> receive)
    {
        var stream = new LokiStream([]);
        var reader = new ProtobufReader(message);
        while (reader.Read())
        {
            stream = reader.Field == 1 ? LokiLabels.Parse(reader.Text) : stream;
        }

        reader = new ProtobufReader(message);
        while (reader.Read())
        {
            if (reader.Field == 2)
            {
                receive(stream, ReadEntry(reader.Bytes));
            }
        }
    }

    private static LokiLine ReadEntry(ReadOnlySpan<byte> message)
    {
        ulong nanoseconds = 0;
        var text = "";
        var metadata = new List<KeyValuePair<string, string>>();
        var reader = new ProtobufReader(message);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    nanoseconds = ReadTimestamp(reader.Bytes);
                    break;
                case 2:
                    text = reader.Text;
                    break;
                case 3:
                    metadata.Add(ReadLabel(reader.Bytes));
                    break;
            }
        }

        return new LokiLine(nanoseconds, text, new LokiStream(metadata));
    }

    private static ulong ReadTimestamp(ReadOnlySpan<byte> message)
    {
        ulong seconds = 0;
        ulong nanoseconds = 0;
        var reader = new ProtobufReader(message);
        while (reader.Read())
        {
            seconds = reader.Field == 1 ? reader.Number : seconds;
            nanoseconds = reader.Field == 2 ? reader.Number : nanoseconds;
        }

        return seconds > 18_000_000_000 ? ulong.MaxValue : (seconds * 1_000_000_000) + nanoseconds;
    }

    private static KeyValuePair<string, string> ReadLabel(ReadOnlySpan<byte> message)
    {
        var (name, value) = ("", "");
        var reader = new ProtobufReader(message);
        while (reader.Read())
        {
            name = reader.Field == 1 ? reader.Text : name;
            value = reader.Field == 2 ? reader.Text : value;
        }

        return new(name, value);
    }
}
