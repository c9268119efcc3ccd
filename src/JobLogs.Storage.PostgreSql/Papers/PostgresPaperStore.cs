using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.Queries;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Papers;

/// <summary>Reads the papers that were kept.</summary>
internal sealed class PostgresPaperStore(ReaderPool readers) : IPaperStore
{
    private const string Select = """
        SELECT source, id, title, authors, categories, published_at, updated_at, version, summary, link, analysis, run, job, processed_at
        FROM papers WHERE ($1 IS NULL OR source = $1) ORDER BY processed_at DESC, source, id
        """;

    /// <inheritdoc />
    public ValueTask<IReadOnlySet<string>> ExistingAsync(string source, IReadOnlyList<string> ids, CancellationToken cancellationToken) => readers.ReadAsync(
        (source, ids),
        static async ValueTask<IReadOnlySet<string>> (reader, asked, cancellationToken) => (await reader.ListAsync(
            new Statement("SELECT id FROM papers WHERE source = $1 AND id = ANY ($2)").With(asked.source).With(asked.ids),
            static row => row.GetString(0),
            cancellationToken)).ToHashSet(StringComparer.Ordinal),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<PageOf<Paper>> ListAsync(PaperQuery query, CancellationToken cancellationToken) =>
        readers.ReadAsync<PaperQuery, PageOf<Paper>>(query, query.Search is { Length: > 0 } ? SearchAsync : ListAsync, cancellationToken);

    private static ValueTask<PageOf<Paper>> ListAsync(Reader reader, PaperQuery query, CancellationToken cancellationToken) => reader.PageAsync(
        new Statement($"{Select} LIMIT $2 OFFSET $3").With(query.Source).With(query.Limit).With(query.Skip),
        new Statement("SELECT count(*) FROM papers WHERE ($1 IS NULL OR source = $1)").With(query.Source),
        Read,
        cancellationToken);

    // Folding is not PostgreSQL's, so every paper is looked at.
    private static async ValueTask<PageOf<Paper>> SearchAsync(Reader reader, PaperQuery query, CancellationToken cancellationToken)
    {
        var needle = TextFold.Fold(query.Search!);
        var papers = new List<Paper>();
        var total = 0L;
        await using var rows = await reader.QueryAsync(cancellationToken, new Statement(Select).With(query.Source));
        while (await rows.ReadAsync(cancellationToken))
        {
            var paper = Read(rows);
            if (!Matches(paper, needle))
            {
                continue;
            }

            if (total >= query.Skip && papers.Count < query.Limit)
            {
                papers.Add(paper);
            }

            total++;
        }

        return new PageOf<Paper>(papers, total);
    }

    private static bool Matches(Paper paper, string needle) =>
        Contains(paper.Title, needle)
        || Contains(paper.Id, needle)
        || Contains(paper.Summary, needle)
        || paper.Authors.Any(author => Contains(author, needle));

    private static bool Contains(string text, string needle) => TextFold.Fold(text).Contains(needle, StringComparison.Ordinal);

    private static Paper Read(NpgsqlDataReader row) => new()
    {
        Source = row.GetString(0),
        Id = row.GetString(1),
        Title = row.GetString(2),
        Authors = row.Texts(3),
        Categories = row.Texts(4),
        PublishedAt = row.GetInt64(5),
        UpdatedAt = row.GetInt64(6),
        Version = row.IntOrNull(7),
        Summary = row.GetString(8),
        Link = row.GetString(9),
        Analysis = row.TextOrNull(10),
        Run = new RunId(row.GetInt64(11)),
        Job = new JobId(row.GetInt32(12)),
        ProcessedAt = row.GetInt64(13),
    };
}
