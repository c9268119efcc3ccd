using System.Globalization;
using System.Text.Json.Nodes;
using JobLogs.Protocol.Alerts;

namespace JobLogs.Server.Alerts.Notifiers;

/// <summary>
/// A custom bot of Feishu (飞书) or Lark. With a secret, the body has <c>timestamp</c> (seconds) and <c>sign</c>: Base64 of
/// HMAC-SHA256 over nothing, with timestamp, line feed and secret as the key.
/// See https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot.
/// </summary>
internal sealed class FeishuNotifier(NotifierHttp http, TimeProvider time) : INotifier
{
    // A body may have 20 KB.
    private const int MaxBytes = 12_000;

    // Too many a second or a minute; busy.
    private static readonly long[] Passing = [11232, 9499, 11233];

    /// <inheritdoc />
    public string Type => "feishu";

    /// <inheritdoc />
    public IReadOnlyList<NotifierField> Fields { get; } =
    [
        new("url", "the bot's address") { Required = true, Secret = true },
        new("secret", "the bot's signing secret") { Secret = true },
    ];

    /// <inheritdoc />
    public (string Field, string Text)? Check(NotifierSettings settings) => http.Fault(settings.Text("url")) is { } fault ? ("url", fault) : null;

    /// <inheritdoc />
    public Task<Delivery> SendAsync(NotifierSettings settings, AlertMessage message, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["msg_type"] = "text",
            ["content"] = new JsonObject { ["text"] = MessageText.Of(message, MaxBytes, Escape) },
        };
        if (settings.Text("secret") is { } secret)
        {
            var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            body["timestamp"] = timestamp;
            body["sign"] = HmacText.Base64($"{timestamp}\n{secret}", "");
        }

        return http.PostAsync(
            settings.Text("url")!,
            NotifierHttp.Json(body),
            [(WebhookNotifier.KeyHeader, message.Id)],
            static answer => ChatAnswer.Judge(answer, "code", "msg", Passing),
            cancellationToken);
    }

    // In a text a tag can call somebody, or everybody.
    private static string Escape(string text) => text.Replace('<', '＜');
}
