using System.Net;
using System.Net.Sockets;

namespace JobLogs.Server.Calls;

/// <summary>
/// The connections by which addresses that somebody chose are called. Each is made here, to an address that was looked at: not to a name that could be answered otherwise the next
/// time it is asked for. No proxy, which would make them somewhere else; no cookies; redirects are followed by whoever calls.
/// </summary>
internal sealed class GuardedConnections : IDisposable
{
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(30);

    private readonly AddressGuard _guard;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve;
    private readonly HttpMessageInvoker _invoker;
    private readonly SocketsHttpHandler _handler;

    /// <summary>Connects to public addresses, and to those that are allowed.</summary>
    public GuardedConnections(AddressGuard guard)
        : this(guard, static (host, cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken))
    {
    }

    /// <summary>With names resolved by <paramref name="resolve"/>.</summary>
    internal GuardedConnections(AddressGuard guard, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        (_guard, _resolve) = (guard, resolve);
        _handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = ConnectTime,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            MaxConnectionsPerServer = 16,
            ActivityHeadersPropagator = null,
            ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, cancellationToken),
        };
        _invoker = new HttpMessageInvoker(_handler);
    }

    /// <summary>For a client of its own, which must not dispose it.</summary>
    public HttpMessageHandler Handler => _handler;

    /// <summary>Sends a request; the answer's body is still to be read.</summary>
    /// <exception cref="HttpRequestException">It can't be sent, or there is no answer.</exception>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _invoker.SendAsync(request, cancellationToken);

    /// <inheritdoc />
    public void Dispose() => _invoker.Dispose();

    private async ValueTask<Stream> ConnectAsync(DnsEndPoint target, CancellationToken cancellationToken)
    {
        // An address of IPv6 comes in brackets.
        var host = target.Host.Trim('[', ']');
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await _resolve(host, cancellationToken);
        var allowed = addresses.Where(address => _guard.Allows(host, address)).ToArray();
        if (allowed.Length == 0)
        {
            throw addresses.Length == 0 ? new SocketException((int)SocketError.HostNotFound) : new AddressRefusedException(host, addresses[0], _guard);
        }

        SocketException? failure = null;
        foreach (var address in allowed)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, target.Port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException exception)
            {
                socket.Dispose();
                failure = exception;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw failure!;
    }
}
