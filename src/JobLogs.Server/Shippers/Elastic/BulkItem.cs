namespace JobLogs.Server.Shippers.Elastic;

/// <summary>One action of a request, as its answer names it.</summary>
/// <param name="Action"><c>create</c>, <c>index</c>, <c>update</c> or <c>delete</c>.</param>
/// <param name="Index">The index that it names.</param>
/// <param name="Id">The document's id: the sender's, or one that was made for the answer.</param>
internal readonly record struct BulkItem(string Action, string Index, string Id);
