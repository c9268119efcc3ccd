using JobLogs.Storage.Blocks;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>A block that is being filled, from its first entry on.</summary>
internal sealed class OpenBlock(BlockBuilder builder)
{
    /// <summary>Has every entry of the block.</summary>
    public BlockBuilder Builder { get; } = builder;

    /// <summary>When it was used last, in uses of all.</summary>
    public long LastUse { get; set; }
}
