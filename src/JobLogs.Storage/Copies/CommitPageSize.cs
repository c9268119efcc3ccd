namespace JobLogs.Storage.Copies;

/// <summary>How much a page of commits holds; the commit that goes over is still in it.</summary>
/// <param name="Items">Entries and events together; commits too.</param>
/// <param name="Bytes">Bytes of the entries' text.</param>
public readonly record struct CommitPageSize(int Items, int Bytes);
