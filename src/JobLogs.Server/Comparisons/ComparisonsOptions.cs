using System.ComponentModel.DataAnnotations;

namespace JobLogs.Server.Comparisons;

/// <summary>How much of two runs is compared. Section <c>Comparisons</c> of the configuration; a value out of its range stops the start.</summary>
internal sealed class ComparisonsOptions
{
    /// <summary>Entries of each run whose messages are compared, from its first on: 200,000; 100 to 10,000,000. The answer says how many were.</summary>
    [Range(100, 10_000_000)]
    public int MaxEntries { get; set; } = 200_000;

    /// <summary>Kinds of messages that are told apart in a run: 20,000; 100 to 1,000,000. At more, the rest of the run is not compared.</summary>
    [Range(100, 1_000_000)]
    public int MaxPatterns { get; set; } = 20_000;
}
