namespace JobLogs.Protocol.Maintenance;

/// <summary>The copy is made anew.</summary>
/// <param name="Status"><c>rebuilding</c>; <c>GET /api/stores</c> says how far it is.</param>
public sealed record RebuildAccepted(string Status);
