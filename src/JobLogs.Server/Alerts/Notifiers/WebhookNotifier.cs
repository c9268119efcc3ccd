using System.Globalization;
using System.Text;
using System.Text.Json;
using JobLogs.Protocol.Alerts;

namespace JobLogs.Server.Alerts.Notifiers;

/// <summary>
/// Posts the message itself, an <see cref="AlertMessage"/>, to an address. Headers: <c>Idempotency-Key</c>, the message's id, the same in each try;
/// with a secret, <c>X-JobLogs-Timestamp</c>, seconds since the Unix epoch, new in each try, and <c>X-JobLogs-Signature</c>,
/// <c>sha256=</c> and HMAC-SHA256 in hexadecimal over the timestamp, a full stop and the body. A receiver refuses a timestamp that
/// is more than five minutes away from its clock, so that a recorded call can't be repeated later.
/// </summary>
internal sealed class WebhookNotifier(NotifierHttp http, TimeProvider time) : INotifier
{
    /// <summary>The header with the message's id.</summary>
    public const string KeyHeader = "Idempotency-Key";

    /// <summary>The header with the time of the try.</summary>
    public const string TimestampHeader = "X-JobLogs-Timestamp";

    /// <summary>The header with the signature.</summary>
    public const string SignatureHeader = "X-JobLogs-Signature";

    /// <inheritdoc />
    public string Type => "webhook";

    /// <inheritdoc />
    public IReadOnlyList<NotifierField> Fields { get; } =
    [
        new("url", "the address to post to") { Required = true },
        new("secret", "what the calls are signed with") { Secret = true },
        new("authorization", "the value of the header Authorization") { Secret = true },
    ];

    /// <inheritdoc />
    public (string Field, string Text)? Check(NotifierSettings settings) => http.Fault(settings.Text("url")) is { } fault ? ("url", fault) : null;

    /// <inheritdoc />
    public Task<Delivery> SendAsync(NotifierSettings settings, AlertMessage message, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(message, AlertsJsonContext.Wire.AlertMessage);
        var headers = new List<(string, string)> { (KeyHeader, message.Id) };
        if (settings.Text("secret") is { } secret)
        {
            var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            headers.Add((TimestampHeader, timestamp));
            headers.Add((SignatureHeader, "sha256=" + HmacText.Hex(secret, [.. Encoding.ASCII.GetBytes(timestamp + "."), .. body])));
        }

        if (settings.Text("authorization") is { } authorization)
        {
            headers.Add(("Authorization", authorization));
        }

        return http.PostAsync(settings.Text("url")!, body, headers, judge: null, cancellationToken);
    }
}
