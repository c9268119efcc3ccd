using JobLogs.Storage.Commands;
using JobLogs.Storage.PostgreSql.Connections;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Keeps papers.</summary>
internal static class SavePapersExecutor
{
    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, SavePapers command)
    {
        foreach (var paper in command.Papers)
        {
            transaction.Pipeline.Write(new Statement("""
                INSERT INTO papers (source, id, title, authors, categories, published_at, updated_at, version, summary, link,
                                    analysis, run, job, processed_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
                ON CONFLICT (source, id) DO UPDATE SET
                    title = excluded.title, authors = excluded.authors, categories = excluded.categories, published_at = excluded.published_at,
                    updated_at = excluded.updated_at, version = excluded.version, summary = excluded.summary, link = excluded.link,
                    analysis = excluded.analysis, run = excluded.run, job = excluded.job, processed_at = excluded.processed_at
                """)
                .With(paper.Source).With(paper.Id).With(paper.Title).With(paper.Authors).With(paper.Categories)
                .With(paper.PublishedAt).With(paper.UpdatedAt).With(paper.Version).With(paper.Summary).With(paper.Link)
                .With(paper.Analysis).With(paper.Run.Number).With(paper.Job.Number).With(paper.ProcessedAt));
            transaction.Wrote = true;
        }
    }
}
