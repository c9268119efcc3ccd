namespace JobLogs.Client.Shipping;

/// <summary>The folder of an outbox that a process may have left behind.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Bytes">Bytes in it that wait.</param>
internal sealed record Leftover(string Path, long Bytes);
