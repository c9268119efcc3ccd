using System.Text.Json;

namespace JobLogs.Server.Alerts.Notifiers;

/// <summary>Answers of chat robots: HTTP 200 with a code of their own, 0 when it is well.</summary>
internal static class ChatAnswer
{
    /// <summary>What an answer means.</summary>
    /// <param name="body">The answer.</param>
    /// <param name="codeField">Where its code is.</param>
    /// <param name="textField">Where its words are.</param>
    /// <param name="passing">The codes of what may pass, such as too many messages a minute.</param>
    public static Delivery Judge(string body, string codeField, string textField, params ReadOnlySpan<long> passing)
    {
        JsonElement json;
        try
        {
            json = JsonElement.Parse(body);
        }
        catch (JsonException)
        {
            return Delivery.Retry("The receiver's answer is not JSON.");
        }

        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(codeField, out var value) || !value.TryGetInt64(out var code))
        {
            return Delivery.Retry($"The receiver's answer has no {codeField}.");
        }

        var text = json.TryGetProperty(textField, out var words) && words.ValueKind == JsonValueKind.String ? words.GetString() : "";
        var error = $"The receiver answered {codeField} {code}: {text}";
        return code == 0 ? Delivery.Delivered : passing.Contains(code) ? Delivery.Retry(error) : Delivery.Refused(error);
    }
}
