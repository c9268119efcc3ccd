using System.Globalization;
using System.Text;
using System.Text.Json;

namespace JobLogs.Server.Shippers.Otlp;

/// <summary>A value of the protocol's kind <c>AnyValue</c>.</summary>
/// <param name="Content">
/// A <see cref="string"/>, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, an array of <see cref="byte"/>, a list of values, a
/// list of attributes, or null.
/// </param>
internal readonly record struct OtlpValue(object? Content)
{
    /// <summary>The value as text: a string as it is, another as JSON; null when there is none.</summary>
    public string? ToText()
    {
        switch (Content)
        {
            case null:
                return null;
            case string text:
                return text;
            default:
                using (var buffer = new MemoryStream())
                {
                    using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
                    {
                        Write(json);
                    }

                    return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
                }
        }
    }

    /// <summary>The value as a whole number, when it is one or is written as one.</summary>
    public long? ToInteger() => Content switch
    {
        long number => number,
        double number when Math.Abs(number) < 1e15 => (long)Math.Round(number),
        string text when long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    /// <summary>Writes the value as JSON: bytes as base64, what JSON has no number for as text.</summary>
    public void Write(Utf8JsonWriter json)
    {
        switch (Content)
        {
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case double number:
                json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
                break;
            case byte[] bytes:
                json.WriteBase64StringValue(bytes);
                break;
            case IReadOnlyList<OtlpValue> items:
                json.WriteStartArray();
                foreach (var item in items)
                {
                    item.Write(json);
                }

                json.WriteEndArray();
                break;
            case IReadOnlyList<OtlpAttribute> fields:
                json.WriteStartObject();
                OtlpAttributes.Write(json, fields);
                json.WriteEndObject();
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }
}
