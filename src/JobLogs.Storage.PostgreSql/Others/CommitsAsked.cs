using JobLogs.Storage.Model;

namespace JobLogs.Storage.PostgreSql.Others;

/// <summary>Which commits are wanted, and how many.</summary>
/// <param name="After">Only commits with a greater number.</param>
/// <param name="Jobs">Only in these jobs; null for all.</param>
/// <param name="Items">Entries and events after which the page ends.</param>
internal sealed record CommitsAsked(long After, IReadOnlyCollection<JobId>? Jobs, int Items);
