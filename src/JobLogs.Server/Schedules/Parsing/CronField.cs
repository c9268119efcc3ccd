using System.Numerics;

namespace JobLogs.Server.Schedules.Parsing;

/// <summary>One parsed field of a cron expression.</summary>
/// <param name="Kind">Which field it is.</param>
/// <param name="Text">As it was written, in upper case.</param>
/// <param name="Bits">The values that match, one bit each; Sunday is bit 0. Zero where <paramref name="Special"/> says the day.</param>
/// <param name="Special">A day that depends on the month (<c>L</c>, <c>15W</c>, <c>5#2</c>), else null.</param>
internal sealed record CronField(CronFieldKind Kind, string Text, ulong Bits, SpecialDay? Special = null)
{
    /// <summary>Vixie cron's rule looks at the first character only: <c>*/2</c> counts as unrestricted.</summary>
    public bool StartsWithStar => Text[0] is '*' or '?';

    /// <summary>Whether every value matches.</summary>
    public bool IsAll => Special is null && Bits == Kind.AllBits;

    /// <summary>Whether it is written as an interval (star, step or range) rather than as fixed values.</summary>
    public bool IsInterval => Text.AsSpan().ContainsAny("*-/");

    /// <summary>The values that match, rising.</summary>
    public IReadOnlyList<int> Values
    {
        get
        {
            var values = new List<int>(BitOperations.PopCount(Bits));
            for (var rest = Bits; rest != 0; rest &= rest - 1)
            {
                values.Add(BitOperations.TrailingZeroCount(rest));
            }

            return values;
        }
    }

    public bool Contains(int value) => (Bits >> value & 1) != 0;

    /// <summary>The same field in the plainest form that every cron library reads alike.</summary>
    public string ToPlainText() => Special is not null ? Text : IsAll ? "*" : string.Join(',', Values);
}
