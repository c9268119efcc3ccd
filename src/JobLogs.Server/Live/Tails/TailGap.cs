using JobLogs.Storage.Model;

namespace JobLogs.Server.Live.Tails;

/// <summary>What the tail lacks: commits that are to be read from the store.</summary>
/// <param name="After">The last commit that was published.</param>
/// <param name="Known">The last commit that is known of.</param>
/// <param name="Jobs">The jobs that are followed; null for all.</param>
/// <param name="Version">Tells whether further ones were followed since.</param>
internal sealed record TailGap(long After, long Known, IReadOnlyCollection<JobId>? Jobs, long Version);
