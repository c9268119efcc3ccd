using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace JobLogs.Server.Runs;

/// <summary>What a run is given: its job's parameters, with what the trigger added.</summary>
internal static class RunParameters
{
    private const string ForceReprocess = "force_reprocess";

    private static readonly JsonWriterOptions AsSent = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The parameters with those of <paramref name="overlay"/> in place of the ones of the same name; values stay as they were sent.</summary>
    /// <param name="parameters">A JSON object.</param>
    /// <param name="overlay">A JSON object; null for none.</param>
    /// <param name="forceReprocess">The parameter <c>force_reprocess</c>, which wins over both; null leaves it.</param>
    public static string Overlay(string parameters, string? overlay, bool? forceReprocess)
    {
        if (overlay is null && forceReprocess is null)
        {
            return parameters;
        }

        var under = JsonElement.Parse(parameters);
        var over = JsonElement.Parse(overlay ?? "{}");
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, AsSent))
        {
            json.WriteStartObject();
            Copy(json, under, name => over.TryGetProperty(name, out _) || IsForced(name));
            Copy(json, over, IsForced);
            if (forceReprocess is { } force)
            {
                json.WriteBoolean(ForceReprocess, force);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);

        bool IsForced(string name) => forceReprocess is not null && name == ForceReprocess;
    }

    private static void Copy(Utf8JsonWriter json, JsonElement from, Func<string, bool> leaveOut)
    {
        foreach (var field in from.EnumerateObject())
        {
            if (!leaveOut(field.Name))
            {
                json.WritePropertyName(field.Name);
                json.WriteRawValue(field.Value.GetRawText(), skipInputValidation: true);
            }
        }
    }
}
