using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace JobLogs.Server.Secrets;

/// <summary>
/// Parameters some of which are secret. They are kept as one JSON object, in which a secret value is <c>{"$sealed": "…"}</c>, or
/// <c>{"$sealed": null}</c> where only the name is known: a trigger brings the value. So a run's parameters say by themselves what is secret in them.
/// </summary>
internal static class SecretParameters
{
    /// <summary>What is read in the place of a secret value; written back, it keeps the value.</summary>
    public const string Mask = "***";

    private const string Mark = "$sealed";

    private static readonly JsonWriterOptions AsSent = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The names of the secret parameters, in their order.</summary>
    public static IReadOnlyList<string> Names(string parameters) => !parameters.Contains(Mark, StringComparison.Ordinal)
        ? []
        : [.. JsonElement.Parse(parameters).EnumerateObject().Where(field => IsSealed(field.Value)).Select(field => field.Name)];

    /// <summary>Whether a value is a sealed one, which clients can't send.</summary>
    public static bool IsSealed(JsonElement value) => value.ValueKind == JsonValueKind.Object && value.TryGetProperty(Mark, out _);

    /// <summary>Whether a value stands for the one that is kept.</summary>
    public static bool IsMask(JsonElement value) => value.ValueKind == JsonValueKind.String && value.ValueEquals(Mask);

    /// <summary>The parameters as they may be shown.</summary>
    public static string Shown(string parameters) => !parameters.Contains(Mark, StringComparison.Ordinal) ? parameters : Rewrite(
        parameters,
        static (json, field) =>
        {
            if (!IsSealed(field.Value))
            {
                Copy(json, field);
            }
            else if (Text(field.Value) is not null)
            {
                json.WriteString(field.Name, Mask);
            }
        });

    /// <summary>The parameters with their secrets opened, for the handler alone; names without a value are left out.</summary>
    /// <exception cref="SecretUnreadableException">One can't be opened.</exception>
    public static string Open(string parameters, SecretBox box) => !parameters.Contains(Mark, StringComparison.Ordinal) ? parameters : Rewrite(
        parameters,
        (json, field) =>
        {
            if (!IsSealed(field.Value))
            {
                Copy(json, field);
            }
            else if (Text(field.Value) is { } text)
            {
                json.WritePropertyName(field.Name);
                json.WriteRawValue(box.Open(field.Name, text) ?? throw new SecretUnreadableException(field.Name), skipInputValidation: true);
            }
        });

    /// <summary>The parameters as they are kept: values of secret names sealed, masks replaced by what is kept already.</summary>
    /// <param name="sent">What a client sent, or what is kept.</param>
    /// <param name="names">The names that are secret.</param>
    /// <param name="kept">What is kept now.</param>
    public static string Seal(string sent, IReadOnlyList<string> names, string kept, SecretBox box)
    {
        if (names.Count == 0)
        {
            return sent;
        }

        var before = JsonElement.Parse(kept);
        var missing = new HashSet<string>(names, StringComparer.Ordinal);
        return Rewrite(
            sent,
            (json, field) =>
            {
                if (!missing.Remove(field.Name) || IsSealed(field.Value))
                {
                    Copy(json, field);
                }
                else if (IsMask(field.Value))
                {
                    json.WritePropertyName(field.Name);
                    json.WriteRawValue(before.GetProperty(field.Name).GetRawText(), skipInputValidation: true);
                }
                else
                {
                    Write(json, field.Name, box.Seal(field.Name, field.Value.GetRawText()));
                }
            },
            json =>
            {
                foreach (var name in names.Where(missing.Contains))
                {
                    Write(json, name, null);
                }
            });
    }

    private static string? Text(JsonElement value) => value.GetProperty(Mark).GetString();

    private static void Write(Utf8JsonWriter json, string name, string? text)
    {
        json.WriteStartObject(name);
        json.WriteString(Mark, text);
        json.WriteEndObject();
    }

    private static void Copy(Utf8JsonWriter json, JsonProperty field)
    {
        json.WritePropertyName(field.Name);
        json.WriteRawValue(field.Value.GetRawText(), skipInputValidation: true);
    }

    private static string Rewrite(string parameters, Action<Utf8JsonWriter, JsonProperty> write, Action<Utf8JsonWriter>? end = null)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, AsSent))
        {
            json.WriteStartObject();
            foreach (var field in JsonElement.Parse(parameters).EnumerateObject())
            {
                write(json, field);
            }

            end?.Invoke(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
