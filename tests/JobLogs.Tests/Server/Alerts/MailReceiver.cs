using System.Buffers;
using System.Net;
using System.Threading.Channels;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace JobLogs.Tests.Server.Alerts;

/// <summary>A real mail server on this machine, which keeps what it is sent.</summary>
internal sealed class MailReceiver : MessageStore, IUserAuthenticator, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<(string User, MimeMessage Mail)> _mails = Channel.CreateUnbounded<(string, MimeMessage)>();
    private readonly CancellationTokenSource _stopping = new();
    private Task _serving = Task.CompletedTask;

    public int Port { get; private set; }

    /// <summary>What it answers to a mail.</summary>
    public SmtpResponse Answer { get; set; } = SmtpResponse.Ok;

    public static MailReceiver Start()
    {
        var receiver = new MailReceiver { Port = FreePort() };
        var options = new SmtpServerOptionsBuilder().ServerName("localhost")
            .Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, receiver.Port)).AllowUnsecureAuthentication())
            .Build();
        var services = new global::SmtpServer.ComponentModel.ServiceProvider();
        services.Add((IMessageStore)receiver);
        services.Add((IUserAuthenticator)receiver);
        receiver._serving = new global::SmtpServer.SmtpServer(options, services).StartAsync(receiver._stopping.Token);
        return receiver;
    }

    public async Task<(string User, MimeMessage Mail)> NextAsync() => await _mails.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken cancellationToken) =>
        Task.FromResult((user, password) == ("joblogs", "sesame"));

    public override async Task<SmtpResponse> SaveAsync(
        ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(buffer.ToArray());
        _mails.Writer.TryWrite((context.Authentication.User ?? "", await MimeMessage.LoadAsync(stream, cancellationToken)));
        return Answer;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
