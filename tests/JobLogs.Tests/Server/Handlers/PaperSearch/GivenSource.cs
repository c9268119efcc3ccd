using System.Runtime.CompilerServices;
using JobLogs.Server.Handlers.PaperSearch;
using Microsoft.Extensions.Logging;

namespace JobLogs.Tests.Server.Handlers.PaperSearch;

/// <summary>Answers with given papers, and then fails if it is told to.</summary>
internal sealed class GivenSource(IReadOnlyList<FoundPaper> papers) : IPaperSource
{
    public PaperSourceException? Failure { get; init; }

    public SourceQuery? Asked { get; private set; }

    public PaperOrigin Origin => PaperOrigin.Folder;

    public async IAsyncEnumerable<FoundPaper> SearchAsync(
        SourceQuery query, ILogger logger, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Asked = query;
        await Task.Yield();
        foreach (var paper in papers.Take(query.MaxPapers))
        {
            yield return paper;
        }

        if (Failure is not null)
        {
            throw Failure;
        }
    }

    public static FoundPaper Paper(int number, string summary = "A summary about machine learning.") => new()
    {
        Id = $"2401.{number:00000}",
        Version = 1,
        Title = $"Paper {number}",
        Authors = ["Ada Lovelace"],
        Categories = ["stat.ML", "cs.LG"],
        PrimaryCategory = "cs.LG",
        Published = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Updated = new DateTimeOffset(2024, 1, 2, 0, 0, 0, TimeSpan.Zero),
        Summary = summary,
        Link = $"https://arxiv.org/abs/2401.{number:00000}",
        Source = PaperOrigin.Folder,
    };
}
