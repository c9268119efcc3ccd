using System.Net;
using JobLogs.Server.Settings;

namespace JobLogs.Server.Handlers.Http;

/// <summary>Which of the addresses that aren't public jobs may call nevertheless.</summary>
internal sealed record HttpOptions
{
    /// <summary>The setting.</summary>
    public const string NetworksKey = "HTTP_ALLOWED_NETWORKS";

    /// <summary>Networks that may be called; none by default.</summary>
    public IReadOnlyList<IPNetwork> Networks { get; init; } = [];

    /// <summary>Names of hosts, without regard to case, that may be called whatever address they have; none by default.</summary>
    public IReadOnlySet<string> Hosts { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads and checks the settings; an empty value counts as not set.</summary>
    /// <exception cref="SettingException">A setting can't work.</exception>
    public static HttpOptions From(IConfiguration configuration)
    {
        var networks = new List<IPNetwork>();
        var hosts = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in (configuration[NetworksKey] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPAddress.TryParse(part, out var address))
            {
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            }
            else if (IPNetwork.TryParse(part, out var network))
            {
                networks.Add(network);
            }
            else if (!part.Contains('/') && Uri.CheckHostName(part) == UriHostNameType.Dns)
            {
                hosts.Add(part);
            }
            else
            {
                throw new SettingException(
                    NetworksKey,
                    $"'{part}' is no network, address or name of a host, as in {NetworksKey}=10.20.0.0/16,fd00:1::/32,127.0.0.1,build.example.com.");
            }
        }

        return new HttpOptions { Networks = networks, Hosts = hosts };
    }
}
