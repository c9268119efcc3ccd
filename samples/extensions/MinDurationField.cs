using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace Samples.Extensions;

/// <summary>Finds what was slow: <c>GET /api/logs?min_duration_ms=1500</c>, and wherever else there are filters.</summary>
internal sealed class MinDurationField : FilterField<long>
{
    public override string Name => "min_duration_ms";

    public override string Description => "It took at least this long, in milliseconds; an entry without a duration didn't.";

    public override EntryFields Reads => EntryFields.Duration;

    protected override bool TryRead(string text, out long value, [NotNullWhen(false)] out string? fault)
    {
        fault = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) ? null : "is not a whole number of milliseconds, such as 1500.";
        return fault is null;
    }

    // An entry without a duration has -1.
    protected override bool Matches(in EntryView entry, long value) => entry.DurationMs >= value;
}
