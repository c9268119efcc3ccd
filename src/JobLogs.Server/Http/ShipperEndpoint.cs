namespace JobLogs.Server.Http;

/// <summary>Marks an endpoint whose callers may show their key as the clients of other log servers do.</summary>
internal sealed record ShipperEndpoint;
