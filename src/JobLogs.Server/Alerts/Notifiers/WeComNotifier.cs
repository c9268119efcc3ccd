using System.Text.Json.Nodes;
using JobLogs.Protocol.Alerts;

namespace JobLogs.Server.Alerts.Notifiers;

/// <summary>
/// A group robot of WeCom (企业微信). The key in its address is the secret; there is no signature.
/// See https://developer.work.weixin.qq.com/document/path/91770.
/// </summary>
internal sealed class WeComNotifier(NotifierHttp http) : INotifier
{
    // The most that a text may have, in bytes of UTF-8.
    private const int MaxBytes = 2_048;

    // The system is busy; too many a minute.
    private static readonly long[] Passing = [-1, 45009];

    /// <inheritdoc />
    public string Type => "wecom";

    /// <inheritdoc />
    public IReadOnlyList<NotifierField> Fields { get; } = [new("url", "the robot's address, with its key") { Required = true, Secret = true }];

    /// <inheritdoc />
    public (string Field, string Text)? Check(NotifierSettings settings) => http.Fault(settings.Text("url")) is { } fault ? ("url", fault) : null;

    /// <inheritdoc />
    public Task<Delivery> SendAsync(NotifierSettings settings, AlertMessage message, CancellationToken cancellationToken) => http.PostAsync(
        settings.Text("url")!,
        NotifierHttp.Json(new JsonObject
        {
            ["msgtype"] = "text",
            ["text"] = new JsonObject { ["content"] = MessageText.Of(message, MaxBytes, static text => text) },
        }),
        [(WebhookNotifier.KeyHeader, message.Id)],
        static answer => ChatAnswer.Judge(answer, "errcode", "errmsg", Passing),
        cancellationToken);
}
