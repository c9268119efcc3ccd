using JobLogs.Storage.Blocks;
using JobLogs.Storage.PostgreSql.Connections;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Blocks that a commit filled, until they are written.</summary>
internal sealed class BlockRows
{
    private readonly List<Block> _blocks = [];
    private readonly List<byte[]> _filters = [];

    /// <summary>Takes the block that <paramref name="builder"/> has gathered.</summary>
    public void Add(BlockBuilder builder)
    {
        _blocks.Add(builder.Build());
        _filters.Add(builder.BuildFilter().ToArray());
    }

    /// <summary>Writes them.</summary>
    public void Write(Pipeline pipeline)
    {
        if (_blocks.Count == 0)
        {
            return;
        }

        pipeline.Write(new Statement("""
            INSERT INTO blocks (block, first_seq, last_seq, first_commit, last_commit, min_timestamp, max_timestamp, debug, info, warning, error, critical)
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """)
            .With(_blocks.Select(block => block.Number))
            .With(_blocks.Select(block => block.FirstSeq)).With(_blocks.Select(block => block.LastSeq))
            .With(_blocks.Select(block => block.FirstCommit)).With(_blocks.Select(block => block.LastCommit))
            .With(_blocks.Select(block => block.MinTimestamp)).With(_blocks.Select(block => block.MaxTimestamp))
            .With(_blocks.Select(block => (int)block.Counts.Debug)).With(_blocks.Select(block => (int)block.Counts.Info))
            .With(_blocks.Select(block => (int)block.Counts.Warning)).With(_blocks.Select(block => (int)block.Counts.Error))
            .With(_blocks.Select(block => (int)block.Counts.Critical)));
        pipeline.Write(new Statement("INSERT INTO block_filters (block, filter) SELECT * FROM unnest($1, $2)")
            .With(_blocks.Select(block => block.Number)).With(_filters));
        _blocks.Clear();
        _filters.Clear();
    }
}
