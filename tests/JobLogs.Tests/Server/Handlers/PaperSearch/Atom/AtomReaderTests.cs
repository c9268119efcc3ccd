using System.Text;
using System.Xml;
using JobLogs.Server.Handlers.PaperSearch;
using JobLogs.Server.Handlers.PaperSearch.Atom;
using JobLogs.Tests.Server.Handlers.PaperSearch.Arxiv;

namespace JobLogs.Tests.Server.Handlers.PaperSearch.Atom;

public sealed class AtomReaderTests
{
    [Fact]
    public void Reads_every_field_of_an_entry_as_arxiv_writes_it()
    {
        var paper = Read("""
            <?xml version="1.0" encoding="UTF-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom">
              <link href="http://arxiv.org/api/query?x" rel="self" type="application/atom+xml"/>
              <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">218</opensearch:totalResults>
              <entry>
                <id>http://arxiv.org/abs/hep-ex/0307015v2</id>
                <updated>2003-07-08T13:46:39-04:00</updated>
                <published>2003-07-07T13:46:39-04:00</published>
                <title>Multi-Electron Production
              at HERA &amp; elsewhere</title>
                <summary>  Some events
              were seen. </summary>
                <author>
                  <name>H1 Collaboration</name>
                  <arxiv:affiliation xmlns:arxiv="http://arxiv.org/schemas/atom">DESY</arxiv:affiliation>
                </author>
                <author><name>Ada Lovelace</name></author>
                <arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">23 pages</arxiv:comment>
                <link title="pdf" href="http://arxiv.org/pdf/hep-ex/0307015v2" rel="related" type="application/pdf"/>
                <link href="http://arxiv.org/abs/hep-ex/0307015v2" rel="alternate" type="text/html"/>
                <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="hep-ex" scheme="http://arxiv.org/schemas/atom"/>
                <category term="hep-ex" scheme="http://arxiv.org/schemas/atom"/>
                <category term="hep-ph" scheme="http://arxiv.org/schemas/atom"/>
              </entry>
            </feed>
            """, out var feed);

        feed.Total.ShouldBe(218);
        paper.ShouldBeEquivalentTo(new FoundPaper
        {
            Id = "hep-ex/0307015",
            Version = 2,
            Title = "Multi-Electron Production at HERA & elsewhere",
            Authors = new List<string> { "H1 Collaboration", "Ada Lovelace" },
            Categories = new List<string> { "hep-ex", "hep-ph" },
            PrimaryCategory = "hep-ex",
            Published = new DateTimeOffset(2003, 7, 7, 17, 46, 39, TimeSpan.Zero),
            Updated = new DateTimeOffset(2003, 7, 8, 17, 46, 39, TimeSpan.Zero),
            Summary = "Some events were seen.",
            Link = "http://arxiv.org/abs/hep-ex/0307015v2",
            Source = PaperOrigin.Arxiv,
        });
    }

    [Fact]
    public void Reads_the_text_within_markup() => Read(
        ArxivFeeds.Of(1, "<entry><id>2401.00001</id><published>2024-01-01</published><title type=\"xhtml\"><div>Of <i>great</i> use</div></title></entry>"), out _)
        .Title.ShouldBe("Of great use");

    [Fact]
    public void Fills_what_a_sparse_entry_leaves_out()
    {
        var paper = Read(ArxivFeeds.Of(
            null, "<entry><id>2401.00001</id><title>T</title><published>2024-01-01T00:00:00Z</published><category term=\"cs.LG\"/></entry>"), out _);

        (paper.PrimaryCategory, paper.Link, paper.Updated).ShouldBe(("cs.LG", "https://arxiv.org/abs/2401.00001", paper.Published));
    }

    [Theory]
    [InlineData("<entry/>", "Entry 2: its id ''")]
    [InlineData("<entry><id>urn:x</id></entry>", "Entry 2: its id 'urn:x' is no arXiv id")]
    [InlineData("<entry><id>2401.00009</id></entry>", "Entry 2: paper 2401.00009 has no title")]
    [InlineData("<entry><id>2401.00009</id><title>T</title><published>soon</published></entry>", "Entry 2: paper 2401.00009 was published at 'soon'")]
    public void Says_which_entry_is_unreadable_and_goes_on(string entry, string complaint)
    {
        var feed = Read(ArxivFeeds.Of(3, ArxivFeeds.Paper(1), entry, ArxivFeeds.Paper(2)));

        feed.Papers.Count.ShouldBe(2);
        feed.Unreadable.ShouldHaveSingleItem().ShouldStartWith(complaint);
    }

    [Theory]
    [InlineData(ArxivFeeds.Bomb)]
    [InlineData("<html></html>")]
    [InlineData("<feed></feed>")]
    [InlineData("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>x</title>")]
    [InlineData("")]
    public void Refuses_what_is_no_whole_feed(string text) => Should.Throw<XmlException>(() => Read(text));

    [Fact]
    public void Takes_an_empty_feed_for_no_papers() => Read("<feed xmlns=\"http://www.w3.org/2005/Atom\"/>").Papers.ShouldBeEmpty();

    private static FoundPaper Read(string text, out AtomFeed feed)
    {
        feed = Read(text);
        return feed.Papers.ShouldHaveSingleItem();
    }

    private static AtomFeed Read(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return AtomReader.Read(stream, PaperOrigin.Arxiv);
    }
}
