using System.Diagnostics;

namespace JobLogs.Server.Tracing;

/// <summary>
/// The server's own spans, for whoever runs it; nothing in them is a payload. Without a receiver (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>) none is
/// made, and asking for one costs next to nothing.
/// </summary>
internal static class ServerTracing
{
    /// <summary>The name of the source.</summary>
    public const string SourceName = "JobLogs";

    /// <summary>Where spans begin: <c>commit</c>, <c>query</c> and <c>run</c>.</summary>
    public static ActivitySource Source { get; } = new(SourceName);
}
