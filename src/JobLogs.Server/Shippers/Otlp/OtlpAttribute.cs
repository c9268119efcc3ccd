namespace JobLogs.Server.Shippers.Otlp;

/// <summary>A name and its value.</summary>
internal readonly record struct OtlpAttribute(string Key, OtlpValue Value);
