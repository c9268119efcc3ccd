using JobLogs.Storage.Blocks;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>A block that is being filled, from its first entry on.</summary>
internal sealed class OpenBlock(BlockBuilder builder)
{
    /// <summary>Has every entry of the block up to <see cref="LastSeq"/>.</summary>
    public BlockBuilder Builder { get; } = builder;

    /// <summary>The job's last entry when this was last added to; if the job has gone on since, another server wrote.</summary>
    public long LastSeq { get; set; }

    /// <summary>What the job said then of its last removal.</summary>
    public long RemovedInCommit { get; set; }

    /// <summary>When it was used last, in uses of all.</summary>
    public long LastUse { get; set; }
}
