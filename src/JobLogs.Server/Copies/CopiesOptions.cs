using System.ComponentModel.DataAnnotations;

namespace JobLogs.Server.Copies;

/// <summary>How the copy is fed. Section <c>Copies</c> of the configuration; a value out of its range stops the start.</summary>
internal sealed class CopiesOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Copies";

    /// <summary>Entries, status changes and metrics that are sent in one request: 2,000; 1 to 50,000.</summary>
    [Range(1, 50_000)]
    public int BatchItems { get; set; } = 2_000;

    /// <summary>Bytes of text that are sent in one request, about: 4 MiB; 4 KiB to 64 MiB. A longer entry makes a request of its own.</summary>
    [Range(4096, 64 << 20)]
    public int BatchBytes { get; set; } = 4 << 20;

    /// <summary>Seconds between looks at what was committed, while there is nothing to do: 1; 1 to 60. The copy is about so far behind.</summary>
    [Range(1, 60)]
    public int IntervalSeconds { get; set; } = 1;

    /// <summary>Seconds after which what was sent is made seen and the position is kept, while the copy catches up: 5; 1 to 300.</summary>
    [Range(1, 300)]
    public int SettleSeconds { get; set; } = 5;

    /// <summary>Seconds that a server has the feeding for, unless it renews: 90; 90 to 600. Past it another server goes on. Longer than a request may take and a third of it.</summary>
    [Range(90, 600)]
    public int LeaseSeconds { get; set; } = 90;

    /// <summary>Dead letters that are kept: 10,000; 1 to 1,000,000. Past it the feeding waits until somebody has seen to them.</summary>
    [Range(1, 1_000_000)]
    public int MaxDeadLetters { get; set; } = 10_000;

    /// <summary>Seconds that a question which asks for the copy waits for it to catch up: 5; 0 to 60. Past it the question is refused.</summary>
    [Range(0, 60)]
    public int CatchUpSeconds { get; set; } = 5;
}
