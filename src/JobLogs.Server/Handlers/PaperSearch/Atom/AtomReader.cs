using System.Text;
using System.Xml;

namespace JobLogs.Server.Handlers.PaperSearch.Atom;

/// <summary>Reads arXiv's Atom dialect. Document types are refused, so no entity can grow or reach out.</summary>
internal static class AtomReader
{
    private const string AtomNamespace = "http://www.w3.org/2005/Atom";
    private const string OpenSearchNamespace = "http://a9.com/-/spec/opensearch/1.1/";

    // A full page of 2,000 entries, the most that arXiv sends, stays under a fifth of it.
    private const long MaxCharacters = 32 * 1024 * 1024;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxCharacters,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>Reads one document; the papers are marked as coming from <paramref name="origin"/>.</summary>
    /// <exception cref="XmlException">The text is not well-formed, has a document type, is too large, or is no Atom feed.</exception>
    public static AtomFeed Read(Stream stream, PaperOrigin origin)
    {
        using var reader = XmlReader.Create(stream, Settings);
        if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != "feed" || reader.NamespaceURI != AtomNamespace)
        {
            throw new XmlException($"Expected an Atom document with the root <feed xmlns=\"{AtomNamespace}\">, found <{reader.Name}>.");
        }

        var papers = new List<FoundPaper>();
        var unreadable = new List<string>();
        long? total = null;
        string? error = null;
        var isEmpty = reader.IsEmptyElement;
        reader.ReadStartElement();
        while (!isEmpty && reader.MoveToContent() == XmlNodeType.Element)
        {
            if (reader.LocalName == "totalResults" && reader.NamespaceURI == OpenSearchNamespace)
            {
                total = long.TryParse(ReadText(reader), out var number) ? number : null;
            }
            else if (reader.LocalName == "entry" && reader.NamespaceURI == AtomNamespace)
            {
                var entry = ReadEntry(reader);
                if (entry.IsError)
                {
                    error ??= entry.Summary;
                }
                else if (entry.ToPaper(origin, out var complaint) is { } paper)
                {
                    papers.Add(paper);
                }
                else
                {
                    unreadable.Add($"Entry {papers.Count + unreadable.Count + 1}: {complaint}");
                }
            }
            else
            {
                reader.Skip();
            }
        }

        // The rest is read too, so that a document that was cut off is not taken for a short one.
        while (reader.Read())
        {
        }

        return new AtomFeed(papers, total, unreadable, error);
    }

    private static AtomEntry ReadEntry(XmlReader reader)
    {
        var entry = new AtomEntry();
        if (reader.IsEmptyElement)
        {
            reader.Skip();
            return entry;
        }

        reader.ReadStartElement();
        while (reader.MoveToContent() == XmlNodeType.Element)
        {
            // Other namespaces have titles and ids of their own; of arXiv's only this element matters.
            switch (reader.NamespaceURI == AtomNamespace || reader.LocalName == "primary_category" ? reader.LocalName : "")
            {
                case "id": entry.Id = ReadText(reader); break;
                case "title": entry.Title = ReadText(reader); break;
                case "summary": entry.Summary = ReadText(reader); break;
                case "published": entry.Published = ReadText(reader); break;
                case "updated": entry.Updated = ReadText(reader); break;
                case "author": ReadAuthor(reader, entry.Authors); break;
                case "category": ReadTerm(reader, entry.Categories); break;
                case "primary_category":
                    entry.PrimaryCategory = reader.GetAttribute("term")?.Trim();
                    reader.Skip();
                    break;
                case "link":
                    entry.Link ??= reader.GetAttribute("rel") is null or "alternate" ? reader.GetAttribute("href") : null;
                    reader.Skip();
                    break;
                default: reader.Skip(); break;
            }
        }

        reader.ReadEndElement();
        return entry;
    }

    private static void ReadAuthor(XmlReader reader, List<string> authors)
    {
        using (var inner = reader.ReadSubtree())
        {
            if (inner.ReadToFollowing("name", AtomNamespace) && ReadText(inner) is { Length: > 0 } name)
            {
                authors.Add(name);
            }
        }

        reader.Skip();
    }

    private static void ReadTerm(XmlReader reader, List<string> terms)
    {
        if (reader.GetAttribute("term")?.Trim() is { Length: > 0 } term && !terms.Contains(term))
        {
            terms.Add(term);
        }

        reader.Skip();
    }

    /// <summary>The text within the element, markup left out and white space collapsed; the reader then stands behind the element.</summary>
    private static string ReadText(XmlReader reader)
    {
        var text = new StringBuilder();
        using (var inner = reader.ReadSubtree())
        {
            while (inner.Read())
            {
                if (inner.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
                {
                    text.Append(inner.Value);
                }
            }
        }

        reader.Skip();
        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
