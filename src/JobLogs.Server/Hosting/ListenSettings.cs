using System.Net;
using JobLogs.Server.Access;
using JobLogs.Server.Settings;

namespace JobLogs.Server.Hosting;

/// <summary>
/// Where the server listens. <c>HOST</c> and <c>PORT</c> (<c>--host</c>, <c>--port</c>) say it, else the framework's own
/// settings (<c>ASPNETCORE_URLS</c>, <c>…_HTTP_PORTS</c>, <c>Kestrel:Endpoints</c>), else it is port 8000 of both loopback
/// addresses. Whichever way it was said, an address that others can reach needs keys, or <c>--insecure</c>.
/// </summary>
internal static class ListenSettings
{
    /// <summary>The port when nothing else is said.</summary>
    public const int DefaultPort = 8000;

    /// <summary>Makes Kestrel listen there.</summary>
    /// <param name="hasKeys">Whether the server has keys to ask for.</param>
    /// <returns>Whether others can reach it, and it must therefore ask for keys whatever becomes of them.</returns>
    /// <exception cref="SettingException">An address is none, or is open to others without keys and without <c>--insecure</c>.</exception>
    public static bool Apply(WebApplicationBuilder builder, bool hasKeys)
    {
        var configuration = builder.Configuration;
        var insecure = Flags.IsSet(configuration, "insecure");
        var framework = FrameworkAddresses(configuration).ToArray();
        var host = configuration["HOST"];
        var port = configuration["PORT"];
        var ownHost = string.IsNullOrEmpty(host) ? [] : new[] { ("HOST", host) };
        var open = framework.Select(address => (address.Setting, address.Address, Host: HostOf(address.Address)))
            .Concat(ownHost.Select(own => (Setting: own.Item1, Address: own.host, Host: own.host)))
            .Where(address => !Loopback.IsLoopback(address.Host))
            .ToArray();
        if (open.Length > 0 && !insecure && !hasKeys)
        {
            throw Open(open[0].Setting, open[0].Address);
        }

        if (!string.IsNullOrEmpty(host) || !string.IsNullOrEmpty(port) || framework.Length == 0)
        {
            Listen(builder, host, Port(port));
        }

        return open.Length > 0 && !insecure;
    }

    private static void Listen(WebApplicationBuilder builder, string? host, int port) => builder.WebHost.ConfigureKestrel(kestrel =>
    {
        if (string.IsNullOrEmpty(host) || host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            // Port 0 (any free one) can't be had on two addresses at once.
            if (port == 0)
            {
                kestrel.Listen(IPAddress.Loopback, port);
            }
            else
            {
                kestrel.ListenLocalhost(port);
            }
        }
        else if (host is "*" or "+")
        {
            kestrel.ListenAnyIP(port);
        }
        else
        {
            kestrel.Listen(Address(host), port);
        }
    });

    private static IPAddress Address(string host) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var address)
            ? address
            : throw new SettingException("HOST", $"'{host}' is no IP address to listen on, such as 127.0.0.1, ::1 or 0.0.0.0.");

    private static int Port(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return DefaultPort;
        }

        return ushort.TryParse(text, out var port)
            ? port
            : throw new SettingException("PORT", $"'{text}' is no port from 0 (any free one) to 65535.");
    }

    private static IEnumerable<(string Setting, string Address)> FrameworkAddresses(IConfiguration configuration)
    {
        foreach (var url in Split(configuration["urls"], ';'))
        {
            yield return ("ASPNETCORE_URLS", url);
        }

        foreach (var port in Split(configuration["http_ports"], ';').Concat(Split(configuration["https_ports"], ';')))
        {
            yield return ("ASPNETCORE_HTTP_PORTS", "http://*:" + port);
        }

        foreach (var endpoint in configuration.GetSection("Kestrel:Endpoints").GetChildren())
        {
            yield return (endpoint.Path, endpoint["Url"] ?? "http://*");
        }
    }

    private static string[] Split(string? text, char separator) =>
        (text ?? "").Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string HostOf(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal);
        var authority = (start < 0 ? url : url[(start + 3)..]).Split('/')[0];
        if (authority.StartsWith('['))
        {
            return authority[..(authority.IndexOf(']', StringComparison.Ordinal) + 1)];
        }

        var colon = authority.LastIndexOf(':');
        return colon < 0 ? authority : authority[..colon];
    }

    private static SettingException Open(string setting, string address) => new(
        setting,
        $"'{address}' can be reached by others, and this server has no key to ask for. Make one (joblogs-server keys create --name me --role admin), listen on 127.0.0.1 or ::1, or say --insecure if that is what you want.");
}
