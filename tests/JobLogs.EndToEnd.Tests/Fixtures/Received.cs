using System.Text.Json;

namespace JobLogs.EndToEnd.Tests.Fixtures;

/// <summary>What a follower holds: the seqs that it received, in their order, and the last cursor that it saw.</summary>
internal sealed class Received
{
    /// <summary>The seqs, as they came.</summary>
    public List<long> Seqs { get; } = [];

    /// <summary>Where to go on.</summary>
    public string? Cursor { get; set; }

    /// <summary>Whether the stream said that it is over.</summary>
    public bool Ended { get; set; }

    /// <summary>How many connections it took.</summary>
    public int Connections { get; set; }

    /// <summary>Takes one entry.</summary>
    public void Add(JsonElement entry) => Seqs.Add(entry.GetProperty("seq").GetInt64());
}
