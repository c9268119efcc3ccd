using System.Net;
using JobLogs.Server.Settings;

namespace JobLogs.Server.Calls;

/// <summary>Which of the addresses that aren't public may be called nevertheless, as a setting says.</summary>
internal sealed record AllowedAddresses
{
    // Nothing, where nothing would mean the default.
    private const string Nothing = "none";

    /// <summary>The setting.</summary>
    public required string Setting { get; init; }

    /// <summary>Networks that may be called.</summary>
    public IReadOnlyList<IPNetwork> Networks { get; init; } = [];

    /// <summary>Names of hosts, without regard to case, that may be called whatever address they have.</summary>
    public IReadOnlySet<string> Hosts { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads and checks a setting.</summary>
    /// <param name="configuration">Where it stands.</param>
    /// <param name="setting">Its name.</param>
    /// <param name="standard">What it is when it is not set, or empty.</param>
    /// <exception cref="SettingException">It can't work.</exception>
    public static AllowedAddresses From(IConfiguration configuration, string setting, string standard)
    {
        var text = string.IsNullOrWhiteSpace(configuration[setting]) ? standard : configuration[setting]!;
        var networks = new List<IPNetwork>();
        var hosts = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Trim() == Nothing ? [] : text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
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
                    setting, $"'{part}' is no network, address or name of a host, as in {setting}=10.20.0.0/16,fd00:1::/32,127.0.0.1,build.example.com.");
            }
        }

        return new AllowedAddresses { Setting = setting, Networks = networks, Hosts = hosts };
    }
}
