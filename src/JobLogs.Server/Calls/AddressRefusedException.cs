using System.Net;

namespace JobLogs.Server.Calls;

/// <summary>A host has no address that may be called.</summary>
internal sealed class AddressRefusedException(string host, IPAddress address, AddressGuard guard) : Exception($"'{host}' is at {address}, which is not public. {guard.Advice}");
