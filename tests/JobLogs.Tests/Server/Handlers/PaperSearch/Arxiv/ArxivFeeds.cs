using System.Text;

namespace JobLogs.Tests.Server.Handlers.PaperSearch.Arxiv;

/// <summary>Atom documents in arXiv's dialect.</summary>
internal static class ArxivFeeds
{
    public const string Error = """
        <?xml version="1.0" encoding="UTF-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">
          <opensearch:totalResults>1</opensearch:totalResults>
          <entry>
            <id>http://arxiv.org/api/errors#start_must_be_an_integer</id>
            <title>Error</title>
            <summary>start must be an integer</summary>
            <updated>2007-10-12T00:00:00-04:00</updated>
          </entry>
        </feed>
        """;

    public const string Bomb = """
        <?xml version="1.0"?>
        <!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
        <feed xmlns="http://www.w3.org/2005/Atom"><title>&b;</title></feed>
        """;

    /// <summary>A feed with these entries.</summary>
    public static string Of(int? total, params IEnumerable<string> entries) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">
          <title type="html">ArXiv Query</title>
          {(total is null ? "" : $"<opensearch:totalResults>{total}</opensearch:totalResults>")}
          {string.Concat(entries)}
        </feed>
        """;

    /// <summary>A page of numbered papers.</summary>
    public static string Page(int total, int start, int count) => Of(total, Enumerable.Range(start, count).Select(Paper));

    /// <summary>The entry of paper <paramref name="number"/>: 2401.00000v1 is number 0, and each is a minute older than the one before.</summary>
    public static string Paper(int number) => Entry(
        $"http://arxiv.org/abs/2401.{number:00000}v1", $"Paper {number} on machine learning", "A summary.", new DateTime(2024, 1, 31).AddMinutes(-number));

    /// <summary>One entry.</summary>
    public static string Entry(string id, string title, string summary, DateTime published) => new StringBuilder()
        .Append($"<entry><id>{id}</id><title>{title}</title><summary>{summary}</summary>")
        .Append($"<published>{published:s}Z</published><updated>{published:s}Z</updated>")
        .Append("<author><name>Ada Lovelace</name></author>")
        .Append("""<arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.LG"/><category term="cs.LG"/><category term="stat.ML"/>""")
        .Append($"""<link href="{id}" rel="alternate" type="text/html"/></entry>""")
        .ToString();
}
