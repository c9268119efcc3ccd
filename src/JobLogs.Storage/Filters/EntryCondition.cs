using JobLogs.Storage.Model;

namespace JobLogs.Storage.Filters;

/// <summary>What a value of a <see cref="FilterField"/> asks of an entry. Immutable, for any number of threads.</summary>
public abstract class EntryCondition
{
    private protected EntryCondition(FilterField field, string text) => (Field, Text, Reads) = (field.Name, text, field.Reads);

    /// <summary>The field's name.</summary>
    public string Field { get; }

    /// <summary>The value as it was sent.</summary>
    public string Text { get; }

    /// <summary>The fields of an entry that it looks at.</summary>
    public EntryFields Reads { get; }

    /// <summary>Whether an entry meets it.</summary>
    public abstract bool Matches(in EntryView entry);
}
