using System.Text;
using System.Text.Json;
using JobLogs.Server.Shippers.Records;

namespace JobLogs.Server.Shippers.Seq;

/// <summary>
/// Renders a message template (see https://messagetemplates.org/): <c>{Name}</c>, with <c>@</c> or <c>$</c> before the name and
/// <c>,alignment</c> and <c>:format</c> after it; doubled braces are braces. A hole that no property fills stays as it is.
/// </summary>
internal static class MessageTemplate
{
    /// <summary>The message.</summary>
    /// <param name="renderings">What the sender rendered of the holes that have a format, in their order; null for none.</param>
    public static string Render(string template, JsonElement properties, JsonElement? renderings)
    {
        if (!template.AsSpan().ContainsAny('{', '}'))
        {
            return template;
        }

        var text = new StringBuilder(template.Length + 32);
        var rendered = 0;
        for (var index = 0; index < template.Length; index++)
        {
            var character = template[index];
            if (character is '{' or '}' && index + 1 < template.Length && template[index + 1] == character)
            {
                index++;
                text.Append(character);
                continue;
            }

            var end = character == '{' ? template.IndexOf('}', index) : -1;
            if (end < 0)
            {
                text.Append(character);
                continue;
            }

            text.Append(Fill(template[(index + 1)..end], properties, renderings, ref rendered));
            index = end;
        }

        return text.ToString();
    }

    private static string Fill(string hole, JsonElement properties, JsonElement? renderings, ref int rendered)
    {
        var colon = hole.IndexOf(':', StringComparison.Ordinal);
        var name = (colon < 0 ? hole : hole[..colon]).Split(',')[0].TrimStart('@', '$');
        if (colon >= 0 && renderings is { ValueKind: JsonValueKind.Array } list && rendered < list.GetArrayLength())
        {
            var element = list[rendered++];

            // In the older form a rendering is an object with the format beside it.
            return (element.ValueKind == JsonValueKind.Object ? element.Text("Rendering") : JsonRecord.Text(element)) ?? "";
        }

        if (name.Length == 0 || properties.ValueKind != JsonValueKind.Object || !properties.TryGetProperty(name, out var value))
        {
            return "{" + hole + "}";
        }

        return value.ValueKind == JsonValueKind.Null ? "null" : JsonRecord.Text(value) ?? "";
    }
}
