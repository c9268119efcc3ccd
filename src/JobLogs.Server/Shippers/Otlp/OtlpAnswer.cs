using System.Buffers;
using System.Text;
using System.Text.Json;

namespace JobLogs.Server.Shippers.Otlp;

/// <summary>Writes <c>ExportLogsServiceResponse</c>: empty when all was stored, else the partial success.</summary>
internal static class OtlpAnswer
{
    // Field numbers, shifted, with the wire type.
    private const byte PartialSuccess = (1 << 3) | 2;
    private const byte RejectedLogRecords = 1 << 3;
    private const byte ErrorMessage = (2 << 3) | 2;

    /// <summary>The answer as Protocol Buffers.</summary>
    public static byte[] Binary(ShippedOutcome outcome)
    {
        if (outcome.Rejected.Count == 0)
        {
            return [];
        }

        var text = Encoding.UTF8.GetBytes(Text(outcome));
        var inner = new List<byte> { RejectedLogRecords };
        AddVarint(inner, (ulong)outcome.Rejected.Count);
        inner.Add(ErrorMessage);
        AddVarint(inner, (ulong)text.Length);
        inner.AddRange(text);
        var answer = new List<byte> { PartialSuccess };
        AddVarint(answer, (ulong)inner.Count);
        answer.AddRange(inner);
        return [.. answer];
    }

    /// <summary>The answer as JSON.</summary>
    public static byte[] Json(ShippedOutcome outcome)
    {
        var answer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(answer))
        {
            json.WriteStartObject();
            if (outcome.Rejected.Count > 0)
            {
                json.WriteStartObject("partialSuccess"u8);

                // 64-bit numbers are text in the protocol's JSON.
                json.WriteString("rejectedLogRecords"u8, outcome.Rejected.Count.ToString());
                json.WriteString("errorMessage"u8, Text(outcome));
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return answer.WrittenSpan.ToArray();
    }

    private static string Text(ShippedOutcome outcome)
    {
        var (record, code, detail) = outcome.Rejected[0];
        return $"{outcome.Rejected.Count} of {outcome.Count} records were refused; the first is record {record + 1} ({code}): {detail}";
    }

    private static void AddVarint(List<byte> target, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            target.Add((byte)(value | 0x80));
        }

        target.Add((byte)value);
    }
}
