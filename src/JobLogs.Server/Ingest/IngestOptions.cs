using JobLogs.Protocol.Entries;

namespace JobLogs.Server.Ingest;

/// <summary>How much is taken in at once. Section <c>Ingest</c> of the configuration; a value out of its range stops the start.</summary>
internal sealed class IngestOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Ingest";

    /// <summary>Bytes of a request's body, unpacked: 16 MiB; 1 KiB to 1 GiB. A longer one is refused with 413.</summary>
    public int MaxRequestBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Entries of a request, refused lines counted: 50,000; 1 to 1,000,000. More are refused with 413.</summary>
    public int MaxRequestEntries { get; set; } = 50_000;

    /// <summary>UTF-8 bytes of a message: 65,536; 256 to 1 MiB. A longer one is stored cut, and marked.</summary>
    public int MaxMessageBytes { get; set; } = 65_536;

    /// <summary>Bytes of an entry's details: 65,536; 256 to 1 MiB. An entry with more is rejected.</summary>
    public int MaxDetailsBytes { get; set; } = 65_536;

    /// <summary>Bytes of an entry's exception: 65,536; 256 to 1 MiB. An entry with more is rejected.</summary>
    public int MaxExceptionBytes { get; set; } = 65_536;

    /// <summary>Code points of a step and other names: 255; 16 to 4,096. An entry with a longer one is rejected.</summary>
    public int MaxNameCodePoints { get; set; } = 255;

    /// <summary>Commands that may wait for the database: 10,000; 1 to 1,000,000. Past it requests are refused with 429, and runs of the server wait.</summary>
    public int QueueCommands { get; set; } = 10_000;

    /// <summary>Entries that may wait for the database: 200,000; 1 to 100,000,000. Past it as with <see cref="QueueCommands"/>.</summary>
    public int QueueEntries { get; set; } = 200_000;

    /// <summary>Bytes that may wait for the database: 128 MiB; 64 KiB to 2 GiB less one. Past it as with <see cref="QueueCommands"/>.</summary>
    public int QueueBytes { get; set; } = 128 * 1024 * 1024;

    /// <summary>Entries that one commit takes together: 10,000; 1 to 1,000,000. A single command with more makes a commit of its own.</summary>
    public int BatchEntries { get; set; } = 10_000;

    /// <summary>Bytes that one commit takes together: 8 MiB; 64 KiB to 1 GiB. A single command with more makes a commit of its own.</summary>
    public int BatchBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Entries that a run of this server may hold that are not committed yet: 10,000; 1 to 1,000,000. Past it its handler waits when it logs.</summary>
    public int RunBufferEntries { get; set; } = 10_000;

    /// <summary>Bytes that a run of this server may hold that are not committed yet: 8 MiB; 64 KiB to 1 GiB. Past it its handler waits when it logs.</summary>
    public int RunBufferBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Seconds that a stopping server goes on writing what waits: 10; 0 to 600. What is left then is refused, and counted in the log.</summary>
    public int DrainSeconds { get; set; } = 10;

    /// <summary>The limits of an entry.</summary>
    public EntryLimits EntryLimits() => new()
    {
        MaxMessageBytes = MaxMessageBytes,
        MaxDetailsBytes = MaxDetailsBytes,
        MaxExceptionBytes = MaxExceptionBytes,
        MaxNameCodePoints = MaxNameCodePoints,
    };
}
