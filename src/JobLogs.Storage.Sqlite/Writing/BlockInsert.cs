using JobLogs.Storage.Blocks;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>Writes blocks that are full.</summary>
internal sealed class BlockInsert(Connection connection)
{
    private readonly Statement _block = connection.Prepare("""
        INSERT INTO blocks (block, first_seq, last_seq, first_commit, last_commit, min_timestamp, max_timestamp, debug, info, warning, error, critical)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """);

    private readonly Statement _filter = connection.Prepare("INSERT INTO block_filters (block, filter) VALUES (?, ?)");

    /// <summary>Writes the block that <paramref name="builder"/> has gathered.</summary>
    public void Write(BlockBuilder builder)
    {
        var block = builder.Build();
        Bind(_block, block).Run();
        _filter.Bind(1, block.Number).BindBlob(2, builder.BuildFilter()).Run();
    }

    private static Statement Bind(Statement insert, in Block block) => insert
        .Bind(1, block.Number)
        .Bind(2, block.FirstSeq)
        .Bind(3, block.LastSeq)
        .Bind(4, block.FirstCommit)
        .Bind(5, block.LastCommit)
        .Bind(6, block.MinTimestamp)
        .Bind(7, block.MaxTimestamp)
        .Bind(8, block.Counts.Debug)
        .Bind(9, block.Counts.Info)
        .Bind(10, block.Counts.Warning)
        .Bind(11, block.Counts.Error)
        .Bind(12, block.Counts.Critical);
}
