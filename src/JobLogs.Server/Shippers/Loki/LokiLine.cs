namespace JobLogs.Server.Shippers.Loki;

/// <summary>One entry of a stream.</summary>
/// <param name="UnixNanoseconds">When it happened.</param>
/// <param name="Text">The line.</param>
/// <param name="Metadata">What it has beside the stream's labels.</param>
internal readonly record struct LokiLine(ulong UnixNanoseconds, string Text, LokiStream Metadata);
