namespace JobLogs.Storage.Blocks;

/// <summary>Is shown the filters of blocks one by one. Hot.</summary>
public interface IFilterVisitor
{
    /// <summary>A block's filter, valid during the call.</summary>
    void Visit(long block, ReadOnlySpan<byte> filter);
}
