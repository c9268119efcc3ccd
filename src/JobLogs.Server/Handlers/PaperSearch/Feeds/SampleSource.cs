using System.Runtime.CompilerServices;
using JobLogs.Server.Handlers.PaperSearch.Atom;

namespace JobLogs.Server.Handlers.PaperSearch.Feeds;

/// <summary>The small feed of well-known papers that ships inside the server, so that the main job runs without a network.</summary>
internal sealed class SampleSource : IPaperSource
{
    private const string Resource = "JobLogs.Server.Handlers.PaperSearch.Sample.papers.xml";

    private readonly Lazy<AtomFeed> _feed = new(ReadFeed);

    /// <inheritdoc/>
    public PaperOrigin Origin => PaperOrigin.Sample;

    /// <summary>The whole feed.</summary>
    public AtomFeed Feed => _feed.Value;

    /// <inheritdoc/>
    public async IAsyncEnumerable<FoundPaper> SearchAsync(
        SourceQuery query, ILogger logger, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var paper in Feed.Papers.Matching(query))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return paper;
        }
    }

    private static AtomFeed ReadFeed()
    {
        using var stream = typeof(SampleSource).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing from this build.");
        return AtomReader.Read(stream, PaperOrigin.Sample);
    }
}
