using JobLogs.Server.Handlers.PaperSearch;
using JobLogs.Server.Handlers.PaperSearch.Arxiv;

namespace JobLogs.Tests.Server.Handlers.PaperSearch.Arxiv;

public sealed class ArxivQueryTests
{
    [Theory]
    [InlineData("machine learning", "all:\"machine learning\"")]
    [InlineData("ML", "all:\"ML\"")]
    [InlineData("  deep \t learning ", "all:\"deep learning\"")]
    [InlineData("机器学习", "all:\"机器学习\"")]
    [InlineData("say \"hi\" \\ OR ti:x", "all:\"say hi OR ti:x\"")]
    [InlineData("AND", "all:\"AND\"")]
    [InlineData("cs.LG", "cat:cs.LG")]
    [InlineData("hep-th", "cat:hep-th")]
    [InlineData("astro-ph.HE", "cat:astro-ph.HE")]
    [InlineData("cs.", "all:\"cs.\"")]
    public void Makes_a_term_of_a_keyword(string keyword, string term) => ArxivQuery.FromKeywords([keyword]).ShouldBe(term);

    [Fact]
    public void Asks_for_papers_that_match_any_keyword() =>
        ArxivQuery.FromKeywords(["ML", "machine learning", "cs.AI"]).ShouldBe("all:\"ML\" OR all:\"machine learning\" OR cat:cs.AI");

    [Fact]
    public void Leaves_out_repeats_and_what_has_no_letter() => ArxivQuery.FromKeywords(["AI", " ", "\"\"", "ai", "?"]).ShouldBe("all:\"AI\"");

    [Fact]
    public void Refuses_keywords_that_hold_no_word()
    {
        var failure = Should.Throw<PaperSourceException>(() => ArxivQuery.FromKeywords([" ", "?!"]));

        failure.ErrorCode.ShouldBe("arxiv_bad_query");
        failure.Message.ShouldContain("?!");
    }
}
