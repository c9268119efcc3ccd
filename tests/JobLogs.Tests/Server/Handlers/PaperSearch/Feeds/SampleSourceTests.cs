using System.Globalization;
using JobLogs.Server.Handlers.PaperSearch;
using JobLogs.Server.Handlers.PaperSearch.Feeds;
using Microsoft.Extensions.Logging.Abstractions;

namespace JobLogs.Tests.Server.Handlers.PaperSearch.Feeds;

public sealed class SampleSourceTests
{
    private static readonly SampleSource Sample = new();

    private static IReadOnlyList<FoundPaper> Papers => Sample.Feed.Papers;

    [Fact]
    public void Holds_at_least_sixty_papers() => Papers.Count.ShouldBeGreaterThanOrEqualTo(60);

    [Fact]
    public void Reads_without_a_complaint() => Sample.Feed.Unreadable.ShouldBeEmpty();

    [Fact]
    public void Says_how_many_papers_it_holds() => Sample.Feed.Total.ShouldBe(Papers.Count);

    [Fact]
    public void Holds_each_id_once() => Papers.Select(paper => paper.Id).ShouldBeUnique();

    [Fact]
    public void Holds_each_title_once() => Papers.Select(paper => paper.Title).ShouldBeUnique();

    [Fact]
    public void Marks_each_paper_as_a_sample() => Papers.ShouldAllBe(paper => paper.Source == PaperOrigin.Sample);

    [Fact]
    public void Gives_every_field_of_every_paper() => Papers.ShouldAllBe(paper =>
        paper.Title.Length > 5
        && paper.Summary.Length > 60
        && paper.Authors.Count > 0
        && paper.Authors.All(author => author.Length > 3)
        && paper.Categories.Count > 0
        && paper.Categories[0] == paper.PrimaryCategory
        && paper.Link == "https://arxiv.org/abs/" + paper.Id
        && paper.Updated == paper.Published);

    [Fact]
    public void Dates_each_paper_as_its_number_does() => Papers.ShouldAllBe(paper => FitsItsNumber(paper));

    [Theory]
    [InlineData("hep-th/9711200")]
    [InlineData("math/0211159")]
    public void Holds_papers_with_ids_of_the_old_style(string id) => Papers.ShouldContain(paper => paper.Id == id);

    [Theory]
    [InlineData("test")]
    [InlineData("ML")]
    [InlineData("AI")]
    [InlineData("machine learning")]
    [InlineData("gravitational waves")]
    public async Task Answers_the_keywords_that_people_try_first(string keyword) =>
        (await SearchAsync(keyword)).ShouldNotBeEmpty();

    [Fact]
    public async Task Answers_newest_first()
    {
        var found = await SearchAsync("language");

        found.Select(paper => paper.Published).ShouldBeInOrder(SortDirection.Descending);
    }

    // arXiv numbers papers by the month of their announcement, which is a few days after their submission.
    private static bool FitsItsNumber(FoundPaper paper)
    {
        var number = paper.Id[(paper.Id.IndexOf('/', StringComparison.Ordinal) + 1)..];
        var month = DateTimeOffset.ParseExact(number[..4] + "01Z", "yyMMddZ", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return paper.Published >= month.AddDays(-7) && paper.Published < month.AddMonths(1);
    }

    private static async Task<List<FoundPaper>> SearchAsync(string keyword) => await Sample
        .SearchAsync(new SourceQuery([keyword], 100), NullLogger.Instance, TestContext.Current.CancellationToken)
        .ToListAsync();
}
