using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Tests.Contracts;

/// <summary>Papers.</summary>
public abstract class PaperContract : StoreContract
{
    [Fact]
    public async Task A_paper_comes_back_and_a_later_one_takes_its_place()
    {
        var run = await RunAsync(await JobAsync());
        var first = Paper("1", run);
        var second = first with { Title = "Second", Analysis = null, Version = null, ProcessedAt = 9 };
        await CommitAsync(new SavePapers([first]));
        var before = await Store.Papers.ListAsync(new PaperQuery(null, null, 0, 10), Cancel);
        await CommitAsync(new SavePapers([second]));
        var after = await Store.Papers.ListAsync(new PaperQuery(null, "arxiv", 0, 10), Cancel);

        ShouldBeTheSame(before.Items.ShouldHaveSingleItem(), first);
        ShouldBeTheSame(after.Items.ShouldHaveSingleItem(), second);
    }

    [Fact]
    public async Task Those_that_exist_are_known_by_source()
    {
        var run = await RunAsync(await JobAsync());
        await CommitAsync(new SavePapers([Paper("1", run), Paper("2", run) with { Source = "folder" }]));

        (await Store.Papers.ExistingAsync("arxiv", ["1", "2", "3"], Cancel)).ShouldBe(["1"]);
    }

    [Fact]
    public async Task The_search_folds_title_summary_id_and_authors()
    {
        var run = await RunAsync(await JobAsync());
        await CommitAsync(new SavePapers(
        [
            Paper("1", run) with { Title = "Über Graphen", ProcessedAt = 1 },
            Paper("2", run) with { Summary = "ÜBERALL", ProcessedAt = 2 },
            Paper("3", run) with { Authors = ["Süß", "Die Überin"], ProcessedAt = 3 },
            Paper("über-4", run) with { ProcessedAt = 4 },
            Paper("5", run) with { ProcessedAt = 5 },
        ]));

        var all = await Store.Papers.ListAsync(new PaperQuery("über", null, 0, 10), Cancel);
        var page = await Store.Papers.ListAsync(new PaperQuery("über", "arxiv", 1, 2), Cancel);

        all.Items.Select(paper => paper.Id).ShouldBe(["über-4", "3", "2", "1"]);
        page.Items.Select(paper => paper.Id).ShouldBe(["3", "2"]);
        page.Total.ShouldBe(4);
    }

    private static void ShouldBeTheSame(Paper found, Paper kept)
    {
        found.Authors.ShouldBe(kept.Authors);
        found.Categories.ShouldBe(kept.Categories);
        (found with { Authors = kept.Authors, Categories = kept.Categories }).ShouldBe(kept);
    }

    internal static Paper Paper(string id, Run run) => new()
    {
        Source = "arxiv",
        Id = id,
        Title = "标题",
        Authors = ["甲", "B \"b\""],
        Categories = ["cs.LG"],
        PublishedAt = 1,
        UpdatedAt = 2,
        Version = 3,
        Summary = "About something.",
        Link = "https://example.org/1",
        Analysis = """{"score":1}""",
        Run = run.Id,
        Job = run.Job,
        ProcessedAt = 4,
    };
}
