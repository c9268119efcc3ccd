namespace JobLogs.Storage.Copies;

/// <summary>What the copy's server is, and how it is.</summary>
/// <param name="Product"><c>elasticsearch</c> or <c>opensearch</c>.</param>
/// <param name="Version">Its version, such as <c>8.17.0</c>.</param>
/// <param name="Health"><c>green</c>, <c>yellow</c> or <c>red</c>, of the copy's own indices; <c>green</c> before the first.</param>
/// <param name="Nodes">How many nodes of the list answer at present, and how many it has.</param>
/// <param name="Documents">Documents held.</param>
/// <param name="SizeBytes">Bytes on disk, replicas included.</param>
public sealed record CopyDescription(
    string Product, string Version, string Health, (int Answering, int Listed) Nodes, long Documents, long SizeBytes);
