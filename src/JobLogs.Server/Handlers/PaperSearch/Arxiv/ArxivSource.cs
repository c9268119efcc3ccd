using System.Runtime.CompilerServices;

namespace JobLogs.Server.Handlers.PaperSearch.Arxiv;

/// <summary>Searches arXiv itself, page by page.</summary>
internal sealed partial class ArxivSource(ArxivClient client) : IPaperSource
{
    /// <summary>Papers a page: large enough that a usual run costs one request, small enough that arXiv answers in time.</summary>
    public const int PageSize = 100;

    /// <summary>The depth beyond which arXiv answers no question.</summary>
    public const int DeepestPlace = 30_000;

    /// <inheritdoc/>
    public PaperOrigin Origin => PaperOrigin.Arxiv;

    /// <inheritdoc/>
    public async IAsyncEnumerable<FoundPaper> SearchAsync(
        SourceQuery query, ILogger logger, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var search = ArxivQuery.FromKeywords(query.Keywords);

        // A paper that is submitted while we page pushes the others down, so the last of one page comes again on the next.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var start = 0; seen.Count < query.MaxPapers;)
        {
            var size = Math.Min(Math.Min(PageSize, query.MaxPapers - seen.Count), DeepestPlace - start);
            if (size == 0)
            {
                Log.DeepestReached(logger, DeepestPlace, query.MaxPapers);
                yield break;
            }

            var page = await client.GetPageAsync(search, start, size, logger, cancellationToken);
            foreach (var complaint in page.Unreadable)
            {
                Log.EntryUnreadable(logger, complaint);
            }

            foreach (var paper in page.Papers)
            {
                if (seen.Count < query.MaxPapers && seen.Add(paper.Id))
                {
                    yield return paper;
                }
            }

            var entries = page.Papers.Count + page.Unreadable.Count;
            start += entries;
            if (entries == 0 || start >= (page.Total ?? (entries < size ? start : long.MaxValue)))
            {
                yield break;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "arXiv 返回的一个条目无法读取，已跳过：{reason}")]
        public static partial void EntryUnreadable(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "arXiv 每次查询最多返回 {deepest_place} 篇，其余论文未取得，请缩小关键词范围")]
        public static partial void DeepestReached(ILogger logger, int deepest_place, int max_papers);
    }
}
