using JobLogs.Client.Shipping;

namespace JobLogs.Client;

/// <summary>Where the server is, who calls it, and how entries travel to it.</summary>
public sealed class JobLogsOptions
{
    /// <summary>The server's address; <c>http://127.0.0.1:8000</c>. A path before <c>/api</c> is kept.</summary>
    public Uri ServerAddress { get; set; } = new("http://127.0.0.1:8000");

    /// <summary>An API key, sent as <c>Authorization: Bearer</c>; null for a server without keys.</summary>
    public string? ApiKey { get; set; }

    /// <summary>How the entries of runs that this process executes travel to the server.</summary>
    public ShippingOptions Shipping { get; set; } = new();
}
