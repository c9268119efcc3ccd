using JobLogs.Storage.Model;

namespace JobLogs.Storage.Filters;

/// <summary>
/// Conditions of added fields, all of which an entry must meet; at least one. Equal when they have the same fields with the same values, so that filters
/// that differ in them are never taken for one another. Immutable, for any number of threads.
/// </summary>
public sealed class EntryConditions : IEquatable<EntryConditions>
{
    private readonly EntryCondition[] _conditions;

    /// <summary>Takes the conditions.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public EntryConditions(IEnumerable<EntryCondition> conditions)
    {
        _conditions = [.. conditions.OrderBy(condition => condition.Field, StringComparer.Ordinal)];
        if (_conditions.Length == 0)
        {
            throw new ArgumentException("There is no condition; a filter without any has null.", nameof(conditions));
        }

        Reads = _conditions.Aggregate(EntryFields.None, (fields, condition) => fields | condition.Reads);
    }

    /// <summary>The fields of an entry that they look at.</summary>
    public EntryFields Reads { get; }

    /// <summary>The names of their fields, in alphabetical order.</summary>
    public IEnumerable<string> Fields => _conditions.Select(condition => condition.Field);

    /// <summary>Whether an entry meets all of them.</summary>
    public bool Match(in EntryView entry)
    {
        foreach (var condition in _conditions)
        {
            if (!condition.Matches(entry))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc />
    public bool Equals(EntryConditions? other) => other is not null && Values(this).SequenceEqual(Values(other));

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as EntryConditions);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var value in Values(this))
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc />
    public override string ToString() => string.Join(", ", _conditions.Select(condition => $"{condition.Field} = {condition.Text}"));

    private static IEnumerable<(string Field, string Text)> Values(EntryConditions conditions) =>
        conditions._conditions.Select(condition => (condition.Field, condition.Text));
}
