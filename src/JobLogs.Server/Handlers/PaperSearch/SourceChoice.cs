namespace JobLogs.Server.Handlers.PaperSearch;

/// <summary>The source that a run will ask.</summary>
/// <param name="Source">The source.</param>
/// <param name="FallbackReason">Why arXiv was passed over, or null where this is the source that was asked for.</param>
internal sealed record SourceChoice(IPaperSource Source, string? FallbackReason);
