using JobLogs.Server.Handlers.PaperSearch;
using JobLogs.Server.Handlers.PaperSearch.Feeds;
using JobLogs.Tests.Server.Handlers.PaperSearch.Arxiv;
using Microsoft.Extensions.Logging;

namespace JobLogs.Tests.Server.Handlers.PaperSearch.Feeds;

public sealed class FolderSourceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("joblogs-papers-").FullName;
    private readonly RecordingLogger _logger = new();

    [Fact]
    public async Task Reads_xml_and_atom_files_newest_paper_first()
    {
        Write("a.xml", ArxivFeeds.Page(2, 1, 1));
        Write("b.ATOM", ArxivFeeds.Page(2, 0, 1));
        Write("notes.txt", ArxivFeeds.Page(3, 2, 1));

        (await SearchAsync("learning")).ShouldBe(["2401.00000", "2401.00001"]);
    }

    [Fact]
    public async Task Says_which_file_is_bad_and_reads_the_others()
    {
        Write("a.xml", "no feed at all");
        Write("b.xml", ArxivFeeds.Page(1, 0, 1));
        Write("c.xml", ArxivFeeds.Bomb);

        (await SearchAsync("learning")).ShouldBe(["2401.00000"]);

        _logger.Entries.Select(entry => (entry.Level, entry.Properties["file"]))
            .ShouldBe([(LogLevel.Warning, "a.xml"), (LogLevel.Warning, "c.xml")]);
    }

    [Fact]
    public async Task Says_which_entry_is_bad_and_reads_the_others()
    {
        Write("a.xml", ArxivFeeds.Of(2, "<entry><id>urn:x</id></entry>", ArxivFeeds.Paper(0)));

        (await SearchAsync("learning")).ShouldBe(["2401.00000"]);

        _logger.Entries.ShouldHaveSingleItem().Properties["reason"].ShouldBeOfType<string>().ShouldStartWith("Entry 1:");
    }

    [Theory]
    [InlineData("PAPER 0")]
    [InlineData("summary")]
    [InlineData("stat.ml")]
    [InlineData("lovelace")]
    [InlineData(" learning ")]
    public async Task Matches_title_summary_category_and_author(string keyword)
    {
        Write("a.xml", ArxivFeeds.Page(1, 0, 1));

        (await SearchAsync("nothing of the kind", keyword)).ShouldBe(["2401.00000"]);
    }

    [Theory]
    [InlineData("quantum")]
    [InlineData(" ")]
    public async Task Leaves_out_what_no_keyword_matches(string keyword)
    {
        Write("a.xml", ArxivFeeds.Page(1, 0, 1));

        (await SearchAsync(keyword)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Keeps_the_latest_description_of_a_paper_that_stands_in_two_files()
    {
        Write("a.xml", ArxivFeeds.Of(1, ArxivFeeds.Entry("2401.00001v2", "New learning", "s", new DateTime(2024, 2, 1))));
        Write("b.xml", ArxivFeeds.Of(1, ArxivFeeds.Entry("2401.00001v1", "Old learning", "s", new DateTime(2024, 1, 1))));

        var papers = await new FolderSource(_folder).SearchAsync(new SourceQuery(["learning"], 10), _logger, default).ToListAsync();

        papers.ShouldHaveSingleItem().Title.ShouldBe("New learning");
    }

    [Fact]
    public async Task Yields_no_more_than_asked_for()
    {
        Write("a.xml", ArxivFeeds.Page(9, 0, 9));

        (await new FolderSource(_folder).SearchAsync(new SourceQuery(["learning"], 4), _logger, default).CountAsync()).ShouldBe(4);
    }

    [Fact]
    public async Task Fails_with_a_code_when_the_folder_is_gone()
    {
        Directory.Delete(_folder);

        var failure = await Should.ThrowAsync<PaperSourceException>(() => SearchAsync("learning"));

        failure.ErrorCode.ShouldBe("folder_unreadable");
        failure.Message.ShouldContain(_folder);
        Directory.CreateDirectory(_folder);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder, file), text);

    private async Task<List<string>> SearchAsync(params string[] keywords) => await new FolderSource(_folder)
        .SearchAsync(new SourceQuery(keywords, 100), _logger, TestContext.Current.CancellationToken)
        .Select(paper => paper.Id)
        .ToListAsync();
}
