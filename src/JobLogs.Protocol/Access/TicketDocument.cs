namespace JobLogs.Protocol.Access;

/// <summary>A ticket for one stream.</summary>
/// <param name="Ticket">What stands in <c>?ticket=</c>.</param>
/// <param name="ExpiresAt">Until when it opens a stream. After that it is good for reconnects of the stream that it opened.</param>
public sealed record TicketDocument(string Ticket, DateTimeOffset ExpiresAt);
