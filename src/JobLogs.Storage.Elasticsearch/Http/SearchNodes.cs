namespace JobLogs.Storage.Elasticsearch.Http;

/// <summary>
/// Which node is asked next: in turn, without those that failed lately. One that failed is passed over for a pause that
/// doubles with each failure, to a minute; when all are, they are tried all the same, since there is nobody else to ask.
/// </summary>
internal sealed class SearchNodes(IReadOnlyList<Uri> hosts, TimeSpan pause, TimeProvider time)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly SearchNode[] _nodes = [.. hosts.Select(host => new SearchNode(host))];
    private int _turn;

    /// <summary>How many nodes there are.</summary>
    internal int Listed => _nodes.Length;

    /// <summary>How many are not passed over at present.</summary>
    internal int Answering
    {
        get
        {
            lock (_lock)
            {
                return _nodes.Count(node => node.PassedOverUntil <= time.GetTimestamp());
            }
        }
    }

    /// <summary>All nodes in the order in which a request tries them.</summary>
    internal IReadOnlyList<SearchNode> InTurn()
    {
        lock (_lock)
        {
            var first = _turn++ % _nodes.Length;
            _turn %= _nodes.Length;
            var now = time.GetTimestamp();
            return [.. Enumerable.Range(0, _nodes.Length).Select(n => _nodes[(first + n) % _nodes.Length])
                .OrderBy(node => node.PassedOverUntil <= now ? 0 : node.PassedOverUntil)];
        }
    }

    /// <summary>The node answered.</summary>
    internal void Answered(SearchNode node)
    {
        lock (_lock)
        {
            (node.Failures, node.PassedOverUntil) = (0, 0);
        }
    }

    /// <summary>The node failed.</summary>
    internal void Failed(SearchNode node)
    {
        lock (_lock)
        {
            var wait = TimeSpan.FromTicks(Math.Min(pause.Ticks << Math.Min(node.Failures, 16), LongestPause.Ticks));
            node.Failures++;
            node.PassedOverUntil = time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency);
        }
    }
}
