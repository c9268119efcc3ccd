using System.Text.Json;

namespace JobLogs.Server.Shippers.Otlp;

/// <summary>Lists of attributes. The protocol says that a name stands once; where one doesn't, the last counts.</summary>
internal static class OtlpAttributes
{
    /// <summary>The value of a name, as text; null when it isn't there.</summary>
    public static string? Text(this IReadOnlyList<OtlpAttribute> attributes, string key) => attributes.Find(key)?.ToText();

    /// <summary>The value of a name; null when it isn't there.</summary>
    public static OtlpValue? Find(this IReadOnlyList<OtlpAttribute> attributes, string key)
    {
        for (var index = attributes.Count - 1; index >= 0; index--)
        {
            if (attributes[index].Key == key)
            {
                return attributes[index].Value;
            }
        }

        return null;
    }

    /// <summary>Writes the attributes as properties of the object that is open.</summary>
    /// <param name="isTaken">Names that are left out, since they are told elsewhere; null for none.</param>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<OtlpAttribute> attributes, Func<string, bool>? isTaken = null)
    {
        for (var index = 0; index < attributes.Count; index++)
        {
            var (key, value) = attributes[index];
            if (isTaken?.Invoke(key) != true && !StandsLater(attributes, index))
            {
                json.WritePropertyName(key);
                value.Write(json);
            }
        }
    }

    private static bool StandsLater(IReadOnlyList<OtlpAttribute> attributes, int index)
    {
        for (var later = index + 1; later < attributes.Count; later++)
        {
            if (attributes[later].Key == attributes[index].Key)
            {
                return true;
            }
        }

        return false;
    }
}
