using System.Text.Json;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Papers;

/// <summary>Reads the papers that were kept.</summary>
internal sealed class SqlitePaperStore(ReaderPool readers) : IPaperStore
{
    private const string Select = """
        SELECT source, id, title, authors, categories, published_at, updated_at, version, summary, link, analysis, run, job, processed_at
        FROM papers
        """;

    /// <inheritdoc />
    public ValueTask<IReadOnlySet<string>> ExistingAsync(string source, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        readers.ReadAsync<(string, IReadOnlyList<string>), IReadOnlySet<string>>((source, ids), Existing, cancellationToken);

    /// <inheritdoc />
    public ValueTask<PageOf<Paper>> ListAsync(PaperQuery query, CancellationToken cancellationToken) =>
        readers.ReadAsync<PaperQuery, PageOf<Paper>>(query, query.Search is { Length: > 0 } ? Search : List, cancellationToken);

    private static HashSet<string> Existing(Connection connection, (string Source, IReadOnlyList<string> Ids) asked)
    {
        var existing = new HashSet<string>(StringComparer.Ordinal);
        var rows = connection.Prepare("SELECT 1 FROM papers WHERE source = ? AND id = ?").Bind(1, asked.Source);
        foreach (var id in asked.Ids)
        {
            rows.Bind(2, id);
            if (rows.Step())
            {
                existing.Add(id);
                rows.Reset();
            }
        }

        return existing;
    }

    private static PageOf<Paper> List(Connection connection, PaperQuery query)
    {
        var papers = new List<Paper>();
        var rows = connection
            .Prepare($"{Select} WHERE ?1 IS NULL OR source = ?1 ORDER BY processed_at DESC, source, id LIMIT ?2 OFFSET ?3")
            .Bind(1, query.Source).Bind(2, query.Limit).Bind(3, query.Skip);
        while (rows.Step())
        {
            papers.Add(Read(rows));
        }

        var count = connection.Prepare("SELECT count(*) FROM papers WHERE ?1 IS NULL OR source = ?1").Bind(1, query.Source);
        count.Step();
        var total = count.Long(0);
        count.Reset();
        return new PageOf<Paper>(papers, total);
    }

    // Folding is not SQLite's, so every paper is looked at.
    private static PageOf<Paper> Search(Connection connection, PaperQuery query)
    {
        var needle = TextFold.Fold(query.Search!);
        var papers = new List<Paper>();
        var total = 0L;
        var rows = connection
            .Prepare($"{Select} WHERE ?1 IS NULL OR source = ?1 ORDER BY processed_at DESC, source, id")
            .Bind(1, query.Source);
        while (rows.Step())
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

    private static Paper Read(Statement row) => new()
    {
        Source = row.Text(0),
        Id = row.Text(1),
        Title = row.Text(2),
        Authors = JsonSerializer.Deserialize(row.Bytes(3), TextListJson.Default.IReadOnlyListString)!,
        Categories = JsonSerializer.Deserialize(row.Bytes(4), TextListJson.Default.IReadOnlyListString)!,
        PublishedAt = row.Long(5),
        UpdatedAt = row.Long(6),
        Version = row.IntOrNull(7),
        Summary = row.Text(8),
        Link = row.Text(9),
        Analysis = row.TextOrNull(10),
        Run = new RunId(row.Long(11)),
        Job = new JobId(row.Int(12)),
        ProcessedAt = row.Long(13),
    };
}
