using System.Text.Json;

namespace JobLogs.Server.Alerts.Notifiers;

/// <summary>A notifier's settings, with secrets in clear.</summary>
public sealed class NotifierSettings(JsonElement json)
{
    /// <summary>A text; null when it is not there.</summary>
    public string? Text(string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>A whole number, or a default.</summary>
    public int Integer(string name, int fallback) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : fallback;

    /// <summary>The texts of an array.</summary>
    public IReadOnlyList<string> Texts(string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(text => text.GetString()!)] : [];
}
