using System.Globalization;

namespace JobLogs.Server.Handlers.PaperSearch.Atom;

/// <summary>One <c>entry</c> as it stood in the document, before anybody asked whether it makes sense.</summary>
internal sealed class AtomEntry
{
    public string Id { get; set; } = "";

    public string Title { get; set; } = "";

    public string Summary { get; set; } = "";

    public string Published { get; set; } = "";

    public string Updated { get; set; } = "";

    public string? PrimaryCategory { get; set; }

    public string? Link { get; set; }

    public List<string> Authors { get; } = [];

    public List<string> Categories { get; } = [];

    /// <summary>Whether arXiv says with this entry that it refuses the question.</summary>
    public bool IsError => Id.Contains("/api/errors", StringComparison.OrdinalIgnoreCase);

    /// <summary>The paper, or null with the reason in <paramref name="complaint"/>.</summary>
    public FoundPaper? ToPaper(PaperOrigin origin, out string? complaint)
    {
        complaint = null;
        if (!PaperId.TryParse(Id, out var id, out var version))
        {
            complaint = $"its id '{Id}' is no arXiv id such as http://arxiv.org/abs/2401.01234v1.";
        }
        else if (Title.Length == 0)
        {
            complaint = $"paper {id} has no title.";
        }
        else if (!TryReadTime(Published, out _))
        {
            complaint = $"paper {id} was published at '{Published}', which is no time such as 2024-01-02T03:04:05Z.";
        }

        if (complaint is not null)
        {
            return null;
        }

        TryReadTime(Published, out var published);
        var primary = PrimaryCategory is { Length: > 0 } ? PrimaryCategory : Categories.FirstOrDefault("");
        return new FoundPaper
        {
            Id = id,
            Version = version,
            Title = Title,
            Authors = Authors,
            Categories = primary.Length == 0 || Categories.Contains(primary) ? Categories : [primary, .. Categories],
            PrimaryCategory = primary,
            Published = published,
            Updated = TryReadTime(Updated, out var updated) ? updated : published,
            Summary = Summary,
            Link = Link ?? $"https://arxiv.org/abs/{id}",
            Source = origin,
        };
    }

    private static bool TryReadTime(string text, out DateTimeOffset time) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
}
