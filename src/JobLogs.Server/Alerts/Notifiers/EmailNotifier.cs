using System.Net.Sockets;
using JobLogs.Protocol.Alerts;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace JobLogs.Server.Alerts.Notifiers;

/// <summary>
/// Sends mail by SMTP. <c>security</c> is <c>starttls</c> (the default: refused where the server does not offer it), <c>tls</c> from the first byte on, or
/// <c>none</c>, with which no password is sent but to this machine. Certificates are always checked. The <c>Message-ID</c> is made of the message's
/// id, and the header <c>X-JobLogs-Idempotency-Key</c> is it, so that a repeat can be told.
/// </summary>
internal sealed class EmailNotifier : INotifier
{
    private const int MaxBytes = 100_000;

    /// <inheritdoc />
    public string Type => "email";

    /// <inheritdoc />
    public IReadOnlyList<NotifierField> Fields { get; } =
    [
        new("host", "the mail server's name") { Required = true },
        new("port", "its port; 587, or 465 for tls") { Range = (1, 65_535) },
        new("security", "how the connection is kept private") { Words = ["starttls", "tls", "none"] },
        new("username", "whom to sign in as"),
        new("password", "the password to sign in with") { Secret = true },
        new("from", "the sender's address") { Required = true },
        new("to", "the receivers' addresses") { Required = true, IsList = true },
    ];

    /// <inheritdoc />
    public (string Field, string Text)? Check(NotifierSettings settings)
    {
        if (!MailboxAddress.TryParse(settings.Text("from"), out _))
        {
            return ("from", "is no mail address, such as joblogs@example.com.");
        }

        if (settings.Texts("to").FirstOrDefault(address => !MailboxAddress.TryParse(address, out _)) is { } wrong)
        {
            return ("to", $"'{Http.QueryReader.Shown(wrong)}' is no mail address, such as ops@example.com.");
        }

        return settings.Text("username") is not null && settings.Text("security") == "none" && settings.Text("host") is not ("localhost" or "127.0.0.1" or "::1")
            ? ("security", "is none, with which the password could be read on its way; use starttls or tls, or leave the user name out.")
            : null;
    }

    /// <inheritdoc />
    public async Task<Delivery> SendAsync(NotifierSettings settings, AlertMessage message, CancellationToken cancellationToken)
    {
        using var mail = Mail(settings, message);
        using var client = new SmtpClient();
        try
        {
            var (port, security) = settings.Text("security") switch
            {
                "tls" => (465, SecureSocketOptions.SslOnConnect),
                "none" => (25, SecureSocketOptions.None),
                _ => (587, SecureSocketOptions.StartTls),
            };
            await client.ConnectAsync(settings.Text("host")!, settings.Integer("port", port), security, cancellationToken);
            if (settings.Text("username") is { } user)
            {
                await client.AuthenticateAsync(user, settings.Text("password") ?? "", cancellationToken);
            }

            await client.SendAsync(mail, cancellationToken);
        }
        catch (SmtpCommandException exception) when ((int)exception.StatusCode >= 500)
        {
            return Delivery.Refused($"The mail server answered {(int)exception.StatusCode}: {exception.Message}");
        }
        catch (Exception exception) when (exception is ProtocolException or CommandException or AuthenticationException or SslHandshakeException or SocketException or IOException or NotSupportedException)
        {
            return Delivery.Retry($"The mail could not be sent: {exception.Message}");
        }

        // It was taken; how the server says goodbye changes nothing.
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception exception) when (exception is ProtocolException or SocketException or IOException or OperationCanceledException)
        {
            return Delivery.Delivered;
        }

        return Delivery.Delivered;
    }

    private static MimeMessage Mail(NotifierSettings settings, AlertMessage message)
    {
        var from = MailboxAddress.Parse(settings.Text("from")!);
        var mail = new MimeMessage { Subject = MessageText.Title(message), Date = message.CreatedAt, MessageId = $"{message.Id}@{from.Domain}" };
        mail.From.Add(from);
        mail.To.AddRange(settings.Texts("to").Select(MailboxAddress.Parse));
        mail.Headers.Add("X-JobLogs-Idempotency-Key", message.Id);
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.Body = new TextPart("plain") { Text = MessageText.Of(message, MaxBytes, static text => text) };
        return mail;
    }
}
