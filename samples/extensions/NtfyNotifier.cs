using System.Text.Json.Nodes;
using JobLogs.Protocol.Alerts;
using JobLogs.Server.Alerts.Notifiers;

namespace Samples.Extensions;

/// <summary>Sends alerts to a topic of ntfy, and so to telephones. See https://docs.ntfy.sh/publish/#publish-as-json.</summary>
internal sealed class NtfyNotifier(NotifierHttp http) : INotifier
{
    // What ntfy takes as a message; a longer one it makes an attachment.
    private const int MaxBytes = 4_000;

    private const int Default = 3;
    private const int High = 4;

    public string Type => "ntfy";

    public IReadOnlyList<NotifierField> Fields { get; } =
    [
        new("url", "the server's address, such as https://ntfy.sh") { Required = true },
        new("topic", "the topic to publish to") { Required = true },
        new("token", "an access token") { Secret = true },
    ];

    public (string Field, string Text)? Check(NotifierSettings settings) => http.Fault(settings.Text("url")) is { } fault ? ("url", fault) : null;

    public Task<Delivery> SendAsync(NotifierSettings settings, AlertMessage message, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["topic"] = settings.Text("topic"),
            ["title"] = MessageText.Title(message),
            ["message"] = MessageText.Of(message, MaxBytes, static text => text),
            ["priority"] = message.Alerts.Any(static change => change.State == "firing") ? High : Default,
        };
        (string, string)[] headers = settings.Text("token") is { } token ? [("Authorization", "Bearer " + token)] : [];
        return http.PostAsync(settings.Text("url")!, NotifierHttp.Json(body), headers, judge: null, cancellationToken);
    }
}
