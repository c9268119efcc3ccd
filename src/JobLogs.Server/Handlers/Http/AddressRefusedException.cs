using System.Net;

namespace JobLogs.Server.Handlers.Http;

/// <summary>A host has no address that jobs may call.</summary>
internal sealed class AddressRefusedException(string host, IPAddress address)
    : Exception($"'{host}' is at {address}, which is not public. The setting {HttpOptions.NetworksKey} allows addresses, networks and hosts that jobs may call nevertheless.");
