using JobLogs.Storage.Copies;
using JobLogs.Storage.Elasticsearch.Http;

namespace JobLogs.Storage.Elasticsearch.Writing;

/// <summary>Gathers what became of a batch's items.</summary>
internal sealed class BatchOutcome
{
    private readonly List<CopyRefusal> _refused = [];
    private readonly List<CopyItem> _again = [];
    private string? _because;
    private int _accepted;

    /// <summary>Notes an item that was refused for good.</summary>
    internal void Refuse(CopyItem item, string code, string reason) => _refused.Add(new CopyRefusal(item, code, reason));

    /// <summary>Notes what a server answered to a request with these items.</summary>
    /// <exception cref="SearchFaultException">The answer says nothing of the items.</exception>
    internal void Add(IReadOnlyList<CopyItem> items, SearchReply answer)
    {
        var reply = answer.Read(SearchJson.Default.BulkReply);
        if (reply.Errors is false)
        {
            _accepted += items.Count;
            return;
        }

        if (reply.Items is not { } outcomes || outcomes.Count != items.Count)
        {
            throw answer.Unreadable(null);
        }

        for (var index = 0; index < items.Count; index++)
        {
            Add(items[index], outcomes[index].Create ?? throw answer.Unreadable(null));
        }
    }

    /// <summary>The sum of it.</summary>
    internal CopyWritten ToWritten() => new(_accepted, _refused, _again, _because);

    private void Add(CopyItem item, BulkReply.Outcome outcome)
    {
        switch (BulkVerdicts.Of(outcome))
        {
            case BulkVerdict.Accepted:
                _accepted++;
                break;
            case BulkVerdict.Refused:
                var (type, reason) = ServerError.Describe(outcome.Error);
                Refuse(item, type, reason);
                break;
            default:
                _again.Add(item);
                _because ??= Because(outcome);
                break;
        }
    }

    private static string Because(BulkReply.Outcome outcome)
    {
        var (type, reason) = ServerError.Describe(outcome.Error);
        return $"{outcome.Status} {type}: {reason}";
    }
}
