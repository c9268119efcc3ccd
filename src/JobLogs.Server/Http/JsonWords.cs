using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace JobLogs.Server.Http;

/// <summary>What can be said of JSON that a client sent.</summary>
internal static class JsonWords
{
    /// <summary>The kind of a value, with its article.</summary>
    public static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };

    /// <summary>A field's name; one with half of a surrogate pair as it was written.</summary>
    public static string Name(JsonProperty field)
    {
        try
        {
            return field.Name;
        }
        catch (InvalidOperationException)
        {
            return "(a name with half of a surrogate pair)";
        }
    }

    /// <summary>A string's text; false when it has half of a surrogate pair.</summary>
    public static bool TryText(JsonElement value, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = value.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = null;
            return false;
        }
    }

    /// <summary>What keeps a text from being a name, or null.</summary>
    public static string? NameFault(string text, int max)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "must not be blank.";
        }

        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            length++;
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control)
            {
                return $"has the control character U+{rune.Value:X4}; leave it out.";
            }
        }

        return length > max ? $"is {length} characters long; at most {max} are taken." : null;
    }

    /// <summary>A key that stands twice in one object, at any depth, compared after unescaping; null when none does.</summary>
    public static string? FindRepeatedKey(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                return value.EnumerateArray().Select(FindRepeatedKey).FirstOrDefault(found => found is not null);
            case JsonValueKind.Object:
                var names = new HashSet<string>(StringComparer.Ordinal);
                foreach (var field in value.EnumerateObject())
                {
                    if (!names.Add(Name(field)))
                    {
                        return Name(field);
                    }

                    if (FindRepeatedKey(field.Value) is { } found)
                    {
                        return found;
                    }
                }

                return null;
            default:
                return null;
        }
    }
}
