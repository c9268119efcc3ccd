namespace JobLogs.Storage.Model;

/// <summary>A job was deleted: its streams end.</summary>
public sealed record JobRemoved : RunEvent;
