using System.Globalization;
using System.Text.Json.Nodes;
using JobLogs.Protocol.Alerts;

namespace JobLogs.Server.Alerts.Notifiers;

/// <summary>
/// A custom robot of DingTalk (钉钉). With a secret, the address gets <c>timestamp</c> (milliseconds) and <c>sign</c>: Base64 of
/// HMAC-SHA256 over timestamp, line feed and secret, with the secret as the key, percent-encoded.
/// See https://open.dingtalk.com/document/robots/custom-robot-access and …/robots/customize-robot-security-settings.
/// </summary>
internal sealed class DingTalkNotifier(NotifierHttp http, TimeProvider time) : INotifier
{
    // A body may have 20,000 bytes.
    private const int MaxBytes = 12_000;

    // The system is busy; too many a minute.
    private static readonly long[] Passing = [-1, 130101, 410100];

    /// <inheritdoc />
    public string Type => "dingtalk";

    /// <inheritdoc />
    public IReadOnlyList<NotifierField> Fields { get; } =
    [
        new("url", "the robot's address, with its access_token") { Required = true, Secret = true },
        new("secret", "the robot's signing secret, SEC…") { Secret = true },
    ];

    /// <inheritdoc />
    public (string Field, string Text)? Check(NotifierSettings settings) => http.Fault(settings.Text("url")) is { } fault ? ("url", fault) : null;

    /// <inheritdoc />
    public Task<Delivery> SendAsync(NotifierSettings settings, AlertMessage message, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["msgtype"] = "text",
            ["text"] = new JsonObject { ["content"] = MessageText.Of(message, MaxBytes, static text => text) },
        };
        return http.PostAsync(
            Signed(settings.Text("url")!, settings.Text("secret")),
            NotifierHttp.Json(body),
            [(WebhookNotifier.KeyHeader, message.Id)],
            static answer => ChatAnswer.Judge(answer, "errcode", "errmsg", Passing),
            cancellationToken);
    }

    private string Signed(string url, string? secret)
    {
        if (secret is null)
        {
            return url;
        }

        var timestamp = time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var sign = Uri.EscapeDataString(HmacText.Base64(secret, $"{timestamp}\n{secret}"));
        return $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}timestamp={timestamp}&sign={sign}";
    }
}
