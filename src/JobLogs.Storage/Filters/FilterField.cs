using System.Diagnostics.CodeAnalysis;

namespace JobLogs.Storage.Filters;

/// <summary>
/// A field of filters beside those that <see cref="LogFilter"/> has by itself, known by its name wherever a log is read: history, search, what is new,
/// streams, statistics, facets, export, and alert rules. To make one, derive from <see cref="FilterField{TValue}"/>.
/// </summary>
public abstract class FilterField
{
    // Only the one below: its values and its conditions belong together.
    private protected FilterField()
    {
    }

    /// <summary>
    /// Its name in the API, in <c>snake_case</c>: a query parameter, or a key of <c>filters</c>. None that the calls which read logs have already.
    /// </summary>
    public abstract string Name { get; }

    /// <summary>What it means, in one sentence for the OpenAPI document: "It took at least this long, in milliseconds."</summary>
    public abstract string Description { get; }

    /// <summary>
    /// The fields of an entry that the condition looks at, beside <c>Job</c> and <c>Seq</c>, which are always there. A store reads these alone, so
    /// that any other is as if it were empty.
    /// </summary>
    public abstract EntryFields Reads { get; }

    /// <summary>Makes the condition that a value asks for.</summary>
    /// <param name="text">The value as it was sent; never empty. A number of JSON is its text.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="fault">What is wrong with the value, to be read behind it: "is not a whole number."</param>
    public abstract bool TryMake(string text, [NotNullWhen(true)] out EntryCondition? condition, [NotNullWhen(false)] out string? fault);
}
