using System.Text.Json;
using JobLogs.Storage.Commands;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>Keeps papers.</summary>
internal static class SavePapersExecutor
{
    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, SavePapers command)
    {
        var replace = transaction.Connection.Prepare("""
            INSERT OR REPLACE INTO papers (source, id, title, authors, categories, published_at, updated_at, version, summary, link,
                                           analysis, run, job, processed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """);
        foreach (var paper in command.Papers)
        {
            replace
                .Bind(1, paper.Source)
                .Bind(2, paper.Id)
                .Bind(3, paper.Title)
                .Bind(4, JsonSerializer.Serialize(paper.Authors, TextListJson.Default.IReadOnlyListString))
                .Bind(5, JsonSerializer.Serialize(paper.Categories, TextListJson.Default.IReadOnlyListString))
                .Bind(6, paper.PublishedAt)
                .Bind(7, paper.UpdatedAt)
                .Bind(8, (long?)paper.Version)
                .Bind(9, paper.Summary)
                .Bind(10, paper.Link)
                .Bind(11, paper.Analysis)
                .Bind(12, paper.Run.Number)
                .Bind(13, paper.Job.Number)
                .Bind(14, paper.ProcessedAt)
                .Run();
            transaction.Wrote = true;
        }
    }
}
