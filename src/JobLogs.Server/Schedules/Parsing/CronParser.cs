using System.Diagnostics.CodeAnalysis;

namespace JobLogs.Server.Schedules.Parsing;

/// <summary>Reads an expression into its fields, or says what is wrong with it and shows a form that is right.</summary>
internal static class CronParser
{
    /// <summary>Longer expressions are refused; the longest useful one lists every value of every field.</summary>
    public const int MaxLength = 512;

    private const string Forms = "Write 5 fields (minute hour day-of-month month day-of-week), 6 (second first), or one of "
        + "@hourly @daily @midnight @weekly @monthly @yearly @annually";

    private const string ValidExample = "0 9 * * 1-5";

    private static readonly char[] Blanks = [' ', '\t'];

    public static bool TryParse(
        string expression, [NotNullWhen(true)] out CronFields? fields, [NotNullWhen(false)] out string? error)
    {
        fields = null;
        if (string.IsNullOrWhiteSpace(expression))
        {
            error = $"The cron expression is empty. {Forms}, for example: '{ValidExample}'.";
            return false;
        }

        if (expression.Length > MaxLength)
        {
            error = $"The cron expression has {expression.Length} characters, at most {MaxLength} are allowed. "
                + $"Ranges and steps say more with less, for example: '{ValidExample}'.";
            return false;
        }

        var text = expression.Trim().ToUpperInvariant();
        if (text[0] == '@')
        {
            if (CronMacros.Expand(text) is not { } expanded)
            {
                error = CronMacros.Refuse(text);
                return false;
            }

            text = expanded;
        }

        var parts = text.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is 5 or 6)
        {
            return TryParse(parts, out fields, out error);
        }

        error = RefuseCount(parts);
        return false;
    }

    private static bool TryParse(string[] parts, out CronFields? fields, [NotNullWhen(false)] out string? error)
    {
        fields = null;
        CronFieldKind[] kinds =
        [
            CronFieldKind.Second, CronFieldKind.Minute, CronFieldKind.Hour,
            CronFieldKind.DayOfMonth, CronFieldKind.Month, CronFieldKind.DayOfWeek,
        ];
        var skipped = kinds.Length - parts.Length;
        var read = new CronField[kinds.Length];
        read[0] = new CronField(CronFieldKind.Second, "0", 1);
        for (var i = skipped; i < kinds.Length; i++)
        {
            if (!CronFieldParser.TryParse(kinds[i], parts[i - skipped], out var field, out var problem))
            {
                error = $"{problem.What} For example: '{Corrected(parts, i - skipped, problem.Correction)}'.";
                return false;
            }

            read[i] = field;
        }

        fields = new CronFields(read[0], read[1], read[2], read[3], read[4], read[5]);
        error = null;
        return true;
    }

    /// <summary>The given expression with one field put right, so long as that makes it right as a whole.</summary>
    private static string Corrected(string[] parts, int place, string correction)
    {
        var corrected = string.Join(' ', parts.Select((part, i) => i == place ? correction : part));
        return TryParse(corrected, out _, out _) && corrected.Length <= MaxLength ? corrected : ValidExample;
    }

    private static string RefuseCount(string[] parts)
    {
        var example = parts.Length switch
        {
            > 6 when TryParse(string.Join(' ', parts.Take(6)), out _, out _) => string.Join(' ', parts.Take(6)),
            < 5 when TryParse(string.Join(' ', parts.Concat(Enumerable.Repeat("*", 5 - parts.Length))), out _, out _)
                => string.Join(' ', parts.Concat(Enumerable.Repeat("*", 5 - parts.Length))),
            _ => ValidExample,
        };
        var year = parts.Length == 7 ? " A year field does not exist." : "";
        return $"The cron expression has {parts.Length} {(parts.Length == 1 ? "field" : "fields")}.{year} {Forms}, for example: '{example}'.";
    }
}
