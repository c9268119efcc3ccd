using System.Runtime.InteropServices;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Blocks;

/// <summary>Counts matches by step or by error code; those without one count nowhere. Hot.</summary>
internal sealed class FacetSink(Facet facet) : IMatchSink
{
    private readonly Utf8Names _values = new();
    private readonly List<long> _counts = [];

    /// <inheritdoc />
    public EntryFields Fields => facet == Facet.Step ? EntryFields.Step : EntryFields.ErrorCode;

    /// <summary>The values and their counts.</summary>
    internal IEnumerable<FacetCount> Counts => _counts.Select((count, number) => new FacetCount(_values[number], count));

    /// <inheritdoc />
    public bool TryTake(in Block block, LevelCounts matches) => false;

    /// <inheritdoc />
    public void Take(in EntryView entry)
    {
        var value = facet == Facet.Step ? entry.Step : entry.ErrorCode;
        if (value.IsEmpty)
        {
            return;
        }

        var number = _values.NumberOf(value);
        if (number == _counts.Count)
        {
            _counts.Add(0);
        }

        CollectionsMarshal.AsSpan(_counts)[number]++;
    }
}
