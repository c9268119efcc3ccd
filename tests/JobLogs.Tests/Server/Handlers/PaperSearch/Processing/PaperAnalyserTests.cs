using System.Text.Json;
using JobLogs.Server.Handlers.PaperSearch.Processing;

namespace JobLogs.Tests.Server.Handlers.PaperSearch.Processing;

public sealed class PaperAnalyserTests
{
    [Fact]
    public void Counts_the_words_of_title_and_summary()
    {
        var paper = GivenSource.Paper(1, "The graph of graphs: GRAPH networks, and more graph-like networks.") with { Title = "On graph networks" };

        PaperAnalyser.Analyse(paper, []).TopTerms.ShouldBe(
            [new TermCount("graph", 4), new TermCount("networks", 3), new TermCount("graphs", 1), new TermCount("like", 1)]);
    }

    [Fact]
    public void Counts_where_the_keywords_stand()
    {
        var paper = GivenSource.Paper(1, "Machine learning beats machine learning.") with { Title = "Machine Learning" };

        PaperAnalyser.Analyse(paper, ["machine learning", "ML", " ", "absent", "ml"]).Keywords.ShouldBe(
            [new KeywordHits("machine learning", 1, 2, 0), new KeywordHits("ML", 0, 0, 1), new KeywordHits("absent", 0, 0, 0)]);
    }

    [Theory]
    [InlineData("absent", 0)]
    [InlineData("title", 0.5)]
    [InlineData("summary", 0.25)]
    [InlineData("stat", 0.4)]
    public void Weighs_a_keyword_by_the_place_it_stands_in(string keyword, double relevance)
    {
        var paper = GivenSource.Paper(1, "A summary.") with { Title = "A title" };

        PaperAnalyser.Analyse(paper, [keyword]).Relevance.ShouldBe(relevance);
    }

    [Fact]
    public void Averages_over_the_keywords()
    {
        var paper = GivenSource.Paper(1, "A summary.") with { Title = "A title" };

        PaperAnalyser.Analyse(paper, ["title", "absent"]).Relevance.ShouldBe(0.25);
    }

    [Fact]
    public void Refuses_a_paper_without_a_summary() =>
        Should.Throw<PaperProcessingException>(() => PaperAnalyser.Analyse(GivenSource.Paper(1, ""), ["x"])).ErrorCode.ShouldBe("paper_invalid");

    [Fact]
    public void Writes_the_analysis_as_an_object_that_people_can_read()
    {
        var json = AnalysisJson.Write(new PaperAnalysis(0.5, 12, [new TermCount("学习", 2)], [new KeywordHits("学习", 1, 1, 0)]));

        json.ShouldBe("""{"relevance":0.5,"words":12,"top_terms":[{"term":"学习","count":2}],"keywords":[{"keyword":"学习","title":1,"summary":1,"categories":0}]}""");
        JsonElement.Parse(json).ValueKind.ShouldBe(JsonValueKind.Object);
    }
}
