namespace JobLogs.Server.Http;

/// <summary>Marks an endpoint that stays open long after its caller was checked.</summary>
/// <param name="EndsItself">Whether it watches by itself for the end of its caller, and can be opened with a ticket; else it is cut.</param>
internal sealed record StreamEndpoint(bool EndsItself);
