using System.Net;

namespace JobLogs.Server.Access;

/// <summary>What can be reached from this machine only.</summary>
internal static class Loopback
{
    /// <summary>Whether a host name or address, without its port, is this machine's loopback.</summary>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
