using System.Net;
using System.Net.Sockets;

namespace JobLogs.Server.Calls;

/// <summary>
/// Says which addresses may be called: public ones, and those that a setting allows. Whoever may say where the server calls must not thereby reach
/// what only this machine and its network can: services on loopback, databases, the cloud's metadata at 169.254.169.254.
/// </summary>
internal sealed class AddressGuard(AllowedAddresses allowed)
{
    // The special-purpose registries of IANA: everything in them that isn't globally reachable, and multicast.
    private static readonly IPNetwork[] NotPublic4 = Networks(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
        "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

    // Of IPv6 only this is given out; in it Teredo and other protocols' own, examples, and 6to4, which leads to any IPv4 address.
    private static readonly IPNetwork Public6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] NotPublic6 = Networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    // Leads to the IPv4 address in its last four bytes.
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>What whoever runs the server can do about an address that is refused.</summary>
    public string Advice { get; } = $"The setting {allowed.Setting} allows addresses, networks and hosts that may be called nevertheless.";

    /// <summary>Whether a host may be called at an address.</summary>
    /// <param name="host">The host as the URL names it: a name, or an address.</param>
    public bool Allows(string host, IPAddress address)
    {
        var meant = Meant(address);
        return allowed.Hosts.Contains(host) || allowed.Networks.Any(network => network.Contains(meant)) || IsPublic(meant);
    }

    /// <summary>Whether an address is one that the whole internet can reach.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var meant = Meant(address);
        return meant.AddressFamily == AddressFamily.InterNetwork
            ? !NotPublic4.Any(network => network.Contains(meant))
            : Public6.Contains(meant) && !NotPublic6.Any(network => network.Contains(meant));
    }

    /// <summary>The address, or the IPv4 address that it leads to.</summary>
    private static IPAddress Meant(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 && Nat64.Contains(address) ? new IPAddress(address.GetAddressBytes().AsSpan(12)) : address;
    }

    private static IPNetwork[] Networks(params ReadOnlySpan<string> texts)
    {
        var networks = new IPNetwork[texts.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            networks[i] = IPNetwork.Parse(texts[i]);
        }

        return networks;
    }
}
