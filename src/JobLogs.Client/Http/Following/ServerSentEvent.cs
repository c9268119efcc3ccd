namespace JobLogs.Client.Http.Following;

/// <summary>One event of a stream.</summary>
/// <param name="Kind">Its name.</param>
/// <param name="Id">Its id, a cursor, or null.</param>
/// <param name="Data">Its data as UTF-8; empty when it has none. Valid until the next event is read.</param>
internal readonly record struct ServerSentEvent(string Kind, string? Id, ReadOnlyMemory<byte> Data);
