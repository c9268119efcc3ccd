using System.Text.Json;
using JobLogs.Protocol.Alerts;
using JobLogs.Protocol.Ids;
using JobLogs.Server.Secrets;
using JobLogs.Storage.Alerts;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Alerts.Notifiers;

/// <summary>Notifiers as the API gives them.</summary>
internal static class NotifierDocuments
{
    /// <summary>A notifier, its secrets masked.</summary>
    public static NotifierDocument Of(Notifier notifier) => new()
    {
        Id = NumberIdText.Notifier.ToText(notifier.Number),
        Name = notifier.Name,
        Type = notifier.Type,
        Enabled = notifier.Enabled,
        Settings = JsonElement.Parse(SecretParameters.Shown(notifier.Settings)),
        GroupSeconds = notifier.GroupSeconds,
        TimeoutSeconds = notifier.TimeoutSeconds,
        CreatedAt = Clock.FromMicros(notifier.CreatedAt),
        UpdatedAt = Clock.FromMicros(notifier.UpdatedAt),
    };
}
