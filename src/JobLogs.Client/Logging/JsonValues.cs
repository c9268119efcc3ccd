using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace JobLogs.Client.Logging;

/// <summary>Writes the values of properties as JSON, by their type and without reflection.</summary>
internal static class JsonValues
{
    private const int DeepestNesting = 8;

    /// <summary>Writes a value. No more is written than it takes to pass <paramref name="end"/>.</summary>
    /// <param name="end">The length of the buffer from which on nothing more is wanted.</param>
    public static void Write(Utf8Buffer json, object? value, int end, int depth = 0)
    {
        switch (value)
        {
            case null:
                json.Raw("null"u8);
                break;
            case string text:
                WriteText(json, text, end);
                break;
            case bool flag:
                json.Raw(flag ? "true"u8 : "false"u8);
                break;
            case int number:
                json.Number(number);
                break;
            case long number:
                json.Number(number);
                break;
            case double number when double.IsFinite(number):
                json.Number(number);
                break;
            case float number when float.IsFinite(number):
                json.Number(number);
                break;
            case decimal number:
                json.Number(number);
                break;
            case byte or sbyte or short or ushort or uint or ulong:
                json.Number(Convert.ToDecimal(value, CultureInfo.InvariantCulture));
                break;
            case JsonElement { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null } element:
                json.Text(element.GetRawText());
                break;
            case IReadOnlyDictionary<string, object?> dictionary when depth < DeepestNesting:
                WriteObject(json, dictionary, end, depth + 1);
                break;
            case IEnumerable sequence and not byte[] when depth < DeepestNesting:
                WriteArray(json, sequence, end, depth + 1);
                break;
            default:
                WriteText(json, ToText(value), end);
                break;
        }
    }

    /// <summary>A value as text, whatever it does when it is asked.</summary>
    public static string ToText(object value)
    {
        try
        {
            return value switch
            {
                string text => text,
                DateTime or DateTimeOffset => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
                byte[] bytes => Convert.ToBase64String(bytes),
                IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
                _ => value.ToString() ?? "",
            };
        }
#pragma warning disable CA1031 // The entry says what the value did; logging goes on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return $"({value.GetType()} could not be written: {exception.GetType()})";
        }
    }

    private static void WriteText(Utf8Buffer json, string text, int end)
    {
        // One character past the end is enough to be seen as too long.
        var wanted = Math.Max(end - json.Length, 0) + 1;
        json.JsonString(text.AsSpan(0, Math.Min(text.Length, wanted)));
    }

    private static void WriteObject(Utf8Buffer json, IReadOnlyDictionary<string, object?> dictionary, int end, int depth)
    {
        var separator = "{"u8;
        foreach (var (key, value) in dictionary)
        {
            json.Raw(separator);
            json.JsonString(key);
            json.Raw(":"u8);
            Write(json, value, end, depth);
            separator = ","u8;
            if (json.Length > end)
            {
                return;
            }
        }

        json.Raw(separator[0] == '{' ? "{}"u8 : "}"u8);
    }

    private static void WriteArray(Utf8Buffer json, IEnumerable sequence, int end, int depth)
    {
        var separator = "["u8;
        foreach (var item in sequence)
        {
            json.Raw(separator);
            Write(json, item, end, depth);
            separator = ","u8;
            if (json.Length > end)
            {
                return;
            }
        }

        json.Raw(separator[0] == '[' ? "[]"u8 : "]"u8);
    }
}
