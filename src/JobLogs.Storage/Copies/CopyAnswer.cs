using System.Diagnostics.CodeAnalysis;

namespace JobLogs.Storage.Copies;

/// <summary>What the copy answered, or why it has no answer, so that the database gives it.</summary>
/// <param name="Value">The answer; meaningless when there is none.</param>
/// <param name="Missing">Why there is none; null when there is one.</param>
public readonly record struct CopyAnswer<T>(T? Value, NoAnswer? Missing)
{
    /// <summary>Takes the answer; false when there is none.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        value = Value;
        return Missing is null;
    }
}
