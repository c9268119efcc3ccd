using System.Diagnostics.CodeAnalysis;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Filters;

/// <summary>
/// A field of filters whose values are read once and compared with many entries. What it says of an entry must follow from the entry and the value
/// alone, not from the clock, settings or anything else that changes: stores remember what a filter matched. For any number of threads.
/// </summary>
/// <typeparam name="TValue">What a value is read as, such as a number, or a text as bytes of UTF-8.</typeparam>
public abstract class FilterField<TValue> : FilterField
{
    /// <inheritdoc />
    public sealed override bool TryMake(string text, [NotNullWhen(true)] out EntryCondition? condition, [NotNullWhen(false)] out string? fault)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        condition = TryRead(text, out var value, out fault) ? new Condition(this, text, value) : null;
        return condition is not null;
    }

    /// <summary>Reads a value.</summary>
    /// <param name="text">The value as it was sent; never empty.</param>
    /// <param name="value">What it means.</param>
    /// <param name="fault">What is wrong with it, to be read behind it, and what would be right: "is not a whole number from 0, such as 1500."</param>
    protected abstract bool TryRead(string text, [MaybeNullWhen(false)] out TValue value, [NotNullWhen(false)] out string? fault);

    /// <summary>
    /// Whether an entry meets the condition. It is asked for each entry that meets the filter's others, millions of them: it should allocate nothing, and
    /// must not throw.
    /// </summary>
    /// <param name="entry">The entry; what <see cref="FilterField.Reads"/> doesn't name is not to be looked at.</param>
    /// <param name="value">What was asked for.</param>
    protected abstract bool Matches(in EntryView entry, TValue value);

    private sealed class Condition(FilterField<TValue> field, string text, TValue value) : EntryCondition(field, text)
    {
        public override bool Matches(in EntryView entry) => field.Matches(entry, value);
    }
}
