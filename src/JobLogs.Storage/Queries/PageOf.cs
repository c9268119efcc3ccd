namespace JobLogs.Storage.Queries;

/// <summary>A page of a list, and how long the list is.</summary>
public sealed record PageOf<T>(IReadOnlyList<T> Items, long Total);
