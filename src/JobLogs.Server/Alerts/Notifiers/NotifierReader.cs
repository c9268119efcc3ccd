using System.Text.Json;
using JobLogs.Server.Http;
using JobLogs.Server.Secrets;
using JobLogs.Server.Settings;
using JobLogs.Storage.Alerts;

namespace JobLogs.Server.Alerts.Notifiers;

/// <summary>Reads a notifier from what a client sent, with all that is wrong told at once, and seals its secrets.</summary>
internal sealed class NotifierReader(NotifierRegistry registry, SecretBox box)
{
    private const int MaxBodyBytes = 64 * 1024;
    private const int MaxSeconds = 3_600;
    private const int MaxTimeoutSeconds = 60;
    private const string Settings = "settings";

    private static readonly string[] SetByServer = ["id", "created_at", "updated_at"];

    /// <summary>The notifier, or why there is none.</summary>
    /// <param name="present">The one that it takes the place of: what it has of secrets, a mask keeps.</param>
    public async ValueTask<(Notifier? Notifier, Problem? Problem)> ReadAsync(HttpRequest request, Notifier? present)
    {
        var body = await JsonBody.ReadAsync(request, MaxBodyBytes, optional: false, request.HttpContext.RequestAborted);
        if (body.Refused is { } refused)
        {
            return (null, refused);
        }

        var fields = new JsonFields(body.Json, "a notifier");
        foreach (var name in SetByServer)
        {
            fields.Know(name);
        }

        var notifier = Read(fields, present);
        fields.RefuseUnknown();
        return fields.Problem() is { } problem ? (null, problem) : (notifier, null);
    }

    /// <summary>The settings with secrets in clear.</summary>
    /// <exception cref="SecretUnreadableException">One can't be opened.</exception>
    /// <exception cref="SettingException">There is no key to open them with.</exception>
    public NotifierSettings Open(Notifier notifier) => new(JsonElement.Parse(SecretParameters.Open(notifier.Settings, box)));

    private Notifier Read(JsonFields fields, Notifier? present)
    {
        var name = fields.Name("name");
        var type = fields.Word("type", [.. registry.Types]);
        if (name is null && !fields.IsWrong("name"))
        {
            fields.Wrong("name", "is required, for example: \"name\": \"ops channel\".");
        }

        if (type is null && !fields.IsWrong("type"))
        {
            fields.Wrong("type", $"is required, for example: \"type\": \"webhook\"; the types are {string.Join(", ", registry.Types)}.");
        }

        return new Notifier
        {
            Number = present?.Number ?? 0,
            Name = name ?? "",
            Type = type ?? "",
            Enabled = fields.Flag("enabled") ?? true,
            Settings = ReadSettings(fields, type is null ? null : registry.Find(type), present is not null && present.Type == type ? present.Settings : "{}"),
            GroupSeconds = (int?)fields.Integer("group_seconds", 0, MaxSeconds) ?? 10,
            TimeoutSeconds = (int?)fields.Integer("timeout_seconds", 1, MaxTimeoutSeconds) ?? 10,
        };
    }

    private string ReadSettings(JsonFields fields, INotifier? notifier, string kept)
    {
        var sent = fields.Object(Settings);
        if (notifier is null)
        {
            return "{}";
        }

        if (sent is null && !fields.IsWrong(Settings))
        {
            fields.Wrong(Settings, "is required: " + string.Join(", ", notifier.Fields.Select(field => $"{field.Name} ({field.Description}{(field.Required ? "" : "; optional")})")) + ".");
        }

        if (sent is not { } json || fields.Inner(Settings, $"the settings of a notifier of the type {notifier.Type}") is not { } inner)
        {
            return "{}";
        }

        var before = JsonElement.Parse(kept);
        foreach (var field in notifier.Fields)
        {
            NotifierFields.Check(inner, field, before);
        }

        inner.RefuseUnknown();
        return fields.Problem() is null ? Seal(inner, notifier, json, kept) : "{}";
    }

    private string Seal(JsonFields inner, INotifier notifier, JsonElement sent, string kept)
    {
        string[] secrets = [.. notifier.Fields.Where(field => field.Secret && sent.TryGetProperty(field.Name, out var value) && value.ValueKind == JsonValueKind.String).Select(field => field.Name)];
        try
        {
            var settings = SecretParameters.Seal(sent.GetRawText(), secrets, kept, box);
            if (notifier.Check(new NotifierSettings(JsonElement.Parse(SecretParameters.Open(settings, box)))) is { } wrong)
            {
                inner.Wrong(wrong.Field, wrong.Text);
            }

            return settings;
        }
        catch (Exception exception) when (exception is SettingException or SecretUnreadableException)
        {
            inner.Wrong(secrets[0], $"can't be kept: {exception.Message}");
            return "{}";
        }
    }
}
