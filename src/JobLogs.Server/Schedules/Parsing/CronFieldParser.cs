using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace JobLogs.Server.Schedules.Parsing;

/// <summary>Reads one field: a comma list of values, ranges and steps, or one special day.</summary>
internal static class CronFieldParser
{
    /// <summary>Reads a field's text, which is in upper case and not empty.</summary>
    public static bool TryParse(
        CronFieldKind kind, string text, [NotNullWhen(true)] out CronField? field, [NotNullWhen(false)] out CronFieldProblem? problem)
    {
        field = null;
        if (kind.IsDay && SpecialDayParser.Applies(kind, text))
        {
            if (SpecialDayParser.TryParse(kind, text, out var special, out problem))
            {
                field = new CronField(kind, text, 0, special);
            }

            return field is not null;
        }

        var bits = 0UL;
        foreach (var item in text.Split(','))
        {
            if (!TryReadItem(kind, item, out var itemBits, out problem))
            {
                problem = problem with { Correction = Replaced(text, item, problem.Correction) };
                return false;
            }

            bits |= itemBits;
        }

        field = new CronField(kind, text, bits);
        problem = null;
        return true;
    }

    private static bool TryReadItem(CronFieldKind kind, string item, out ulong bits, [NotNullWhen(false)] out CronFieldProblem? problem)
    {
        bits = 0;
        problem = null;
        if (item.Length == 0)
        {
            problem = new CronFieldProblem($"The {kind.Name} field has an empty place in its list: a comma stands between two values ({kind.Range}).", "");
            return false;
        }

        if (item is "*" || (item is "?" && kind.IsDay))
        {
            bits = kind.AllBits;
            return true;
        }

        var slash = item.IndexOf('/', StringComparison.Ordinal);
        var span = slash < 0 ? item : item[..slash];
        var step = 1;
        if (slash >= 0 && !TryReadStep(kind, item, span, item[(slash + 1)..], out step, out problem))
        {
            return false;
        }

        int first, last;
        var dash = span.IndexOf('-', StringComparison.Ordinal);
        if (span == "*")
        {
            (first, last) = (kind.Min, kind.Max);
        }
        else if (dash > 0)
        {
            last = 0;
            if (!TryReadValue(kind, span[..dash], item, out first, out problem) || !TryReadValue(kind, span[(dash + 1)..], item, out last, out problem))
            {
                return false;
            }
        }
        else
        {
            if (!TryReadValue(kind, span, item, out first, out problem))
            {
                return false;
            }

            // "5/15" begins at 5 and goes on to the end of the field.
            last = slash < 0 ? first : kind.Max;
        }

        bits = Range(kind, first, last, step);
        return true;
    }

    /// <summary>The values from first to last; over the end of the field where last is before first (FRI-MON).</summary>
    private static ulong Range(CronFieldKind kind, int first, int last, int step)
    {
        if (first > last)
        {
            last += kind.Count;
        }

        var bits = 0UL;
        for (var value = first; value <= last; value += step)
        {
            bits |= 1UL << (kind.Min + ((value - kind.Min) % kind.Count));
        }

        return bits;
    }

    private static bool TryReadStep(
        CronFieldKind kind, string item, string span, string text, out int step, [NotNullWhen(false)] out CronFieldProblem? problem)
    {
        var largest = kind.Max;
        problem = null;
        if (TryReadNumber(text, out step) && step >= 1 && step <= largest)
        {
            return true;
        }

        var what = step > largest
            ? $"The step '/{text}' in the {kind.Name} field '{item}' is larger than the field: steps go from 1 to {largest}."
            : $"'/{text}' in the {kind.Name} field '{item}' is not a step: a step is a whole number from 1 to {largest}.";
        problem = new CronFieldProblem(what, step > largest ? kind.Min.ToString(CultureInfo.InvariantCulture) : $"{span}/2");
        return false;
    }

    private static bool TryReadValue(
        CronFieldKind kind, string text, string item, out int value, [NotNullWhen(false)] out CronFieldProblem? problem)
    {
        problem = null;
        if (TryReadNumber(text, out value))
        {
            if (value >= kind.Min && value <= kind.Max)
            {
                return true;
            }

            // Who writes 24:00 or minute 60 means 0; anything else goes to the nearest value there is.
            var nearest = kind.Min == 0 && !kind.IsDay && value == kind.Max + 1 ? 0 : Math.Clamp(value, kind.Min, kind.Max);
            problem = new CronFieldProblem(
                $"{text} is outside the {kind.Name} field: it goes from {kind.Range}.",
                item == text ? nearest.ToString(CultureInfo.InvariantCulture) : item.Replace(text, nearest.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
            return false;
        }

        value = kind.ValueOf(text);
        if (value >= 0)
        {
            return true;
        }

        var shortName = kind.ShortNameOf(text);
        var hint = shortName is not null
            ? " Names have three letters."
            : text == "?" ? " '?' stands alone, in a day field only." : "";
        problem = new CronFieldProblem(
            $"'{text}' in the {kind.Name} field is not a value: it takes {kind.Range}, ranges (a-b), steps (*/n) and comma lists of these.{hint}",
            shortName is null ? kind.Example : item.Replace(text, shortName, StringComparison.Ordinal));
        return false;
    }

    /// <summary>Reads plain digits; a number too long to matter is read as a large one.</summary>
    private static bool TryReadNumber(string text, out int number)
    {
        number = 0;
        if (text.Length == 0 || text.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            number = int.MaxValue;
        }

        return true;
    }

    private static string Replaced(string text, string item, string correction)
    {
        var items = text.Split(',').Select(each => each == item ? correction : each).Where(each => each.Length > 0).ToList();
        return items.Count == 0 ? "*" : string.Join(',', items);
    }
}
