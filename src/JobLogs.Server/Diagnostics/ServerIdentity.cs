using System.Reflection;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Diagnostics;

/// <summary>Which version of the server this is, and since when it runs.</summary>
internal sealed class ServerIdentity(TimeProvider time)
{
    /// <summary>The product's version.</summary>
    public static string Version { get; } =
        typeof(ServerIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    /// <summary>When it was started, in microseconds since the Unix epoch.</summary>
    public long StartedAtMicros { get; } = time.NowMicros();
}
