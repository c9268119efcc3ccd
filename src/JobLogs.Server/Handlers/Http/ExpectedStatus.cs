using System.Globalization;
using System.Text.Json;
using JobLogs.Server.Http;

namespace JobLogs.Server.Handlers.Http;

/// <summary>The statuses that mean success: numbers, and ranges with both ends.</summary>
internal sealed record ExpectedStatus(IReadOnlyList<(int From, int To)> Ranges)
{
    private const string Name = "expected_status";
    private const string Example = "a status from 100 to 599, a range, or a list of these: 200, \"200-299\", [200, 404, \"300-399\"]";
    private const int MaxRanges = 64;

    /// <summary>What holds where nothing is said: 200 to 299.</summary>
    public static ExpectedStatus Success { get; } = new([(200, 299)]);

    /// <summary>Whether a status is among them.</summary>
    public bool Has(int status) => Ranges.Any(range => range.From <= status && status <= range.To);

    /// <summary>As it is written: <c>200-299, 404</c>.</summary>
    public override string ToString() => string.Join(", ", Ranges.Select(range => range.From == range.To ? $"{range.From}" : $"{range.From}-{range.To}"));

    /// <summary>Reads the parameter; null when it is wrong.</summary>
    public static ExpectedStatus? Read(JsonFields fields)
    {
        if (!fields.TryGet(Name, out var value))
        {
            return Success;
        }

        JsonElement[] parts = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        var ranges = parts.Select(Range).ToArray();
        if (ranges.Length is > 0 and <= MaxRanges && ranges.All(range => range is not null))
        {
            return new ExpectedStatus([.. ranges.Select(range => range!.Value)]);
        }

        fields.Wrong(Name, $"must be {Example}.");
        return null;
    }

    private static (int From, int To)? Range(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number)
        {
            return value.TryGetInt32(out var status) && IsStatus(status) ? (status, status) : null;
        }

        if (value.ValueKind != JsonValueKind.String || !JsonWords.TryText(value, out var text))
        {
            return null;
        }

        var ends = text.Split('-', StringSplitOptions.TrimEntries);
        return ends.Length <= 2
            && int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            && int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var to)
            && IsStatus(from) && IsStatus(to) && from <= to
                ? (from, to)
                : null;
    }

    private static bool IsStatus(int status) => status is >= 100 and <= 599;
}
