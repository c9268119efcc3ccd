using JobLogs.Storage.Blocks;

namespace JobLogs.Storage.PostgreSql.Reading;

/// <summary>
/// The days on which a job's entries were committed, with the first seq of each. They rise together, so a range of seqs falls into
/// one range a day. It may name days in which nothing is left.
/// </summary>
internal sealed class DayList(DateOnly[] days, long[] firstSeqs)
{
    /// <summary>None.</summary>
    public static DayList Empty { get; } = new([], []);

    /// <summary>The last day; null when there is none.</summary>
    public DateOnly? Last => days.Length == 0 ? null : days[^1];

    /// <summary>This list and later days behind it.</summary>
    public DayList With(List<(DateOnly Day, long FirstSeq)> later) =>
        new([.. days, .. later.Select(one => one.Day)], [.. firstSeqs, .. later.Select(one => one.FirstSeq)]);

    /// <summary>The index of the day that <paramref name="seq"/> lies in; -1 before the first.</summary>
    public int IndexOf(long seq)
    {
        var at = firstSeqs.AsSpan().BinarySearch(seq);
        return at >= 0 ? at : ~at - 1;
    }

    /// <summary>The day at an index.</summary>
    public DateOnly Day(int index) => days[index];

    /// <summary>The parts of a range that lie on one day each, with the day's index, in rising or falling order.</summary>
    public IEnumerable<(int Day, SeqRange Part)> Split(SeqRange range, bool descending)
    {
        var (first, last) = (Math.Max(IndexOf(range.From), 0), IndexOf(range.To));
        for (var step = 0; step <= last - first; step++)
        {
            var day = descending ? last - step : first + step;
            var part = range.And(new SeqRange(firstSeqs[day], day + 1 < firstSeqs.Length ? firstSeqs[day + 1] - 1 : long.MaxValue));
            if (!part.IsEmpty)
            {
                yield return (day, part);
            }
        }
    }
}
