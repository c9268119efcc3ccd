namespace JobLogs.Server.Shippers.Otlp;

/// <summary>Takes what a reader finds, in the order of the request.</summary>
internal interface IOtlpReceiver
{
    /// <summary>The records that follow are of this resource.</summary>
    void Resource(IReadOnlyList<OtlpAttribute> attributes);

    /// <summary>The records that follow are of this logger.</summary>
    void Scope(string name);

    /// <summary>A record.</summary>
    void Record(OtlpRecord record);
}
