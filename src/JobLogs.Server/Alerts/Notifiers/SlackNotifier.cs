using System.Text.Json.Nodes;
using JobLogs.Protocol.Alerts;

namespace JobLogs.Server.Alerts.Notifiers;

/// <summary>
/// An incoming webhook of Slack, and of what speaks the same (Mattermost, Rocket.Chat). The address is the secret.
/// See https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks and, for the three signs that are escaped,
/// https://docs.slack.dev/messaging/formatting-message-text.
/// </summary>
internal sealed class SlackNotifier(NotifierHttp http) : INotifier
{
    // Slack cuts longer texts by itself, somewhere.
    private const int MaxBytes = 4_000;

    /// <inheritdoc />
    public string Type => "slack";

    /// <inheritdoc />
    public IReadOnlyList<NotifierField> Fields { get; } = [new("url", "the webhook's address") { Required = true, Secret = true }];

    /// <inheritdoc />
    public (string Field, string Text)? Check(NotifierSettings settings) => http.Fault(settings.Text("url")) is { } fault ? ("url", fault) : null;

    /// <inheritdoc />
    public Task<Delivery> SendAsync(NotifierSettings settings, AlertMessage message, CancellationToken cancellationToken) => http.PostAsync(
        settings.Text("url")!,
        NotifierHttp.Json(new JsonObject { ["text"] = MessageText.Of(message, MaxBytes, Escape) }),
        [(WebhookNotifier.KeyHeader, message.Id)],
        judge: null,
        cancellationToken);

    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
