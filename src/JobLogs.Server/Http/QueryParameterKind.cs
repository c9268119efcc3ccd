namespace JobLogs.Server.Http;

/// <summary>What a query parameter looks like.</summary>
internal enum QueryParameterKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>A time.</summary>
    Time,
}
