namespace JobLogs.Protocol.Logs;

/// <summary>The commonest values of what entries can be grouped by.</summary>
/// <param name="Facets">By <c>job</c>, <c>step</c>, <c>level</c> or <c>error_code</c>: its values, most first.</param>
public sealed record FacetList(IReadOnlyDictionary<string, IReadOnlyList<FacetValue>> Facets);
