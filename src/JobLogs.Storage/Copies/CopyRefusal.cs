namespace JobLogs.Storage.Copies;

/// <summary>An item that the copy will never take as it is.</summary>
/// <param name="Item">Which.</param>
/// <param name="Code">The server's own name of the reason, such as <c>document_parsing_exception</c>.</param>
/// <param name="Reason">What the server said, cut to 1,000 characters.</param>
public sealed record CopyRefusal(CopyItem Item, string Code, string Reason);
