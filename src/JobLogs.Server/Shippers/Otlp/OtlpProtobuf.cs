using JobLogs.Server.Shippers.Protobuf;

namespace JobLogs.Server.Shippers.Otlp;

/// <summary>
/// Reads <c>ExportLogsServiceRequest</c> in its binary form. Field numbers are those of opentelemetry-proto 1.x
/// (logs/v1/logs.proto, common/v1/common.proto); what is unknown is passed over.
/// </summary>
internal static class OtlpProtobuf
{
    // Deeper than any details may be.
    private const int MaxDepth = 100;

    /// <summary>Reads a request.</summary>
    /// <exception cref="FormatException">The bytes are no such message.</exception>
    public static void Read(ReadOnlySpan<byte> request, IOtlpReceiver receiver)
    {
        var reader = new ProtobufReader(request);
        while (reader.Read())
        {
            if (reader.Field == 1)
            {
                ReadResourceLogs(reader.Bytes, receiver);
            }
        }
    }

    private static void ReadResourceLogs(ReadOnlySpan<byte> message, IOtlpReceiver receiver)
    {
        // A message's fields may come in any order, and the resource must be known before its records.
        var attributes = new List<OtlpAttribute>();
        var reader = new ProtobufReader(message);
        while (reader.Read())
        {
            if (reader.Field == 1)
            {
                ReadAttributes(reader.Bytes, 1, attributes);
            }
        }

        receiver.Resource(attributes);
        reader = new ProtobufReader(message);
        while (reader.Read())
        {
            if (reader.Field == 2)
            {
                ReadScopeLogs(reader.Bytes, receiver);
            }
        }
    }

    private static void ReadScopeLogs(ReadOnlySpan<byte> message, IOtlpReceiver receiver)
    {
        var name = "";
        var reader = new ProtobufReader(message);
        while (reader.Read())
        {
            if (reader.Field == 1)
            {
                name = ReadScopeName(reader.Bytes);
            }
        }

        receiver.Scope(name);
        reader = new ProtobufReader(message);
        while (reader.Read())
        {
            if (reader.Field == 2)
            {
                receiver.Record(ReadRecord(reader.Bytes));
            }
        }
    }

    private static string ReadScopeName(ReadOnlySpan<byte> message)
    {
        var name = "";
        var reader = new ProtobufReader(message);
        while (reader.Read())
        {
            name = reader.Field == 1 ? reader.Text : name;
        }

        return name;
    }

    private static OtlpRecord ReadRecord(ReadOnlySpan<byte> message)
    {
        var record = new OtlpRecord();
        var reader = new ProtobufReader(message);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    record.TimeUnixNano = reader.Number;
                    break;
                case 2:
                    record.SeverityNumber = (int)reader.Number;
                    break;
                case 3:
                    record.SeverityText = reader.Text;
                    break;
                case 5:
                    record.Body = ReadValue(reader.Bytes, MaxDepth);
                    break;
                case 6:
                    record.Attributes.Add(ReadAttribute(reader.Bytes, MaxDepth));
                    break;
                case 7:
                    record.DroppedAttributesCount = (uint)reader.Number;
                    break;
                case 9:
                    record.TraceId = Convert.ToHexStringLower(reader.Bytes);
                    break;
                case 10:
                    record.SpanId = Convert.ToHexStringLower(reader.Bytes);
                    break;
                case 11:
                    record.ObservedTimeUnixNano = reader.Number;
                    break;
                case 12:
                    record.EventName = reader.Text;
                    break;
            }
        }

        return record;
    }

    private static void ReadAttributes(ReadOnlySpan<byte> message, int field, List<OtlpAttribute> attributes, int depth = MaxDepth)
    {
        var reader = new ProtobufReader(message);
        while (reader.Read())
        {
            if (reader.Field == field)
            {
                attributes.Add(ReadAttribute(reader.Bytes, depth));
            }
        }
    }

    private static OtlpAttribute ReadAttribute(ReadOnlySpan<byte> message, int depth)
    {
        var key = "";
        var value = default(OtlpValue);
        var reader = new ProtobufReader(message);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    key = reader.Text;
                    break;
                case 2:
                    value = ReadValue(reader.Bytes, depth);
                    break;
            }
        }

        return new OtlpAttribute(key, value);
    }

    private static OtlpValue ReadValue(ReadOnlySpan<byte> message, int depth)
    {
        if (depth == 0)
        {
            throw new FormatException($"A value is nested more than {MaxDepth} levels deep.");
        }

        object? content = null;
        var reader = new ProtobufReader(message);
        while (reader.Read())
        {
            content = reader.Field switch
            {
                1 => reader.Text,
                2 => reader.Number != 0,
                3 => (long)reader.Number,
                4 => reader.Double,
                5 => ReadItems(reader.Bytes, depth - 1),
                6 => ReadFields(reader.Bytes, depth - 1),
                7 => reader.Bytes.ToArray(),
                _ => content,
            };
        }

        return new OtlpValue(content);
    }

    private static List<OtlpValue> ReadItems(ReadOnlySpan<byte> message, int depth)
    {
        var items = new List<OtlpValue>();
        var reader = new ProtobufReader(message);
        while (reader.Read())
        {
            if (reader.Field == 1)
            {
                items.Add(ReadValue(reader.Bytes, depth));
            }
        }

        return items;
    }

    private static List<OtlpAttribute> ReadFields(ReadOnlySpan<byte> message, int depth)
    {
        var fields = new List<OtlpAttribute>();
        ReadAttributes(message, 1, fields, depth);
        return fields;
    }
}
