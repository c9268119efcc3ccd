using System.Runtime.InteropServices;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Blocks;

/// <summary>Groups one job's matches by error code and step. Hot.</summary>
internal sealed class ErrorSink(JobId job) : IMatchSink
{
    private readonly Utf8Names _names = new();
    private readonly Dictionary<(int Code, int Step), (long Count, long First, long Last, long LastSeq)> _groups = [];

    /// <inheritdoc />
    public EntryFields Fields => EntryFields.Timestamp | EntryFields.ErrorCode | EntryFields.Step;

    /// <summary>The groups.</summary>
    internal IEnumerable<ErrorGroup> Groups => _groups.Select(group => new ErrorGroup(
        Name(group.Key.Code), Name(group.Key.Step), job, group.Value.Count, group.Value.First, group.Value.Last, group.Value.LastSeq));

    /// <inheritdoc />
    public bool TryTake(in Block block, LevelCounts matches) => false;

    /// <inheritdoc />
    public void Take(in EntryView entry)
    {
        var key = (_names.NumberOf(entry.ErrorCode), _names.NumberOf(entry.Step));
        ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(_groups, key, out var exists);
        var at = entry.TimestampMicros;
        group = exists
            ? (group.Count + 1, Math.Min(group.First, at), Math.Max(group.Last, at), Math.Max(group.LastSeq, entry.Seq))
            : (1, at, at, entry.Seq);
    }

    private string? Name(int number) => _names[number] is { Length: > 0 } name ? name : null;
}
