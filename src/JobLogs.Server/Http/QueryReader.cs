using System.Globalization;
using JobLogs.Protocol;
using Microsoft.Extensions.Primitives;

namespace JobLogs.Server.Http;

/// <summary>
/// Reads the query parameters of one call: notes which names the call knows and what is wrong with the values, and then
/// answers with all of it at once. An empty value counts as absent, a blank one does not. What nobody asked for is unknown,
/// and refused: a mistyped filter must not silently return everything.
/// </summary>
internal sealed class QueryReader(IQueryCollection query)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private Dictionary<string, IReadOnlyList<string>>? _errors;

    /// <summary>The value of a parameter, or null when it is absent or empty.</summary>
    public string? Text(string name)
    {
        _known.Add(name);
        if (!query.TryGetValue(name, out var values))
        {
            return null;
        }

        if (values.Count > 1)
        {
            Wrong(name, "is given more than once; give it once.");
        }

        return string.IsNullOrEmpty(values[0]) ? null : values[0];
    }

    /// <summary>The parts of a comma list (the parameter may also be repeated), or null when there are none.</summary>
    public IReadOnlyList<string>? List(string name)
    {
        _known.Add(name);
        if (!query.TryGetValue(name, out var values) || StringValues.IsNullOrEmpty(values))
        {
            return null;
        }

        var parts = values.SelectMany(value => (value ?? "").Split(',')).Where(part => part.Length > 0).ToArray();
        return parts.Length == 0 ? null : parts;
    }

    /// <summary>A whole number in a range.</summary>
    public long? Integer(string name, long min, long max)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max)
        {
            return value;
        }

        Wrong(name, $"'{Shown(text)}' is not a whole number from {min} to {max}.");
        return null;
    }

    /// <summary>A whole number in a range, or a default.</summary>
    public int Integer(string name, int fallback, int min, int max) => (int)(Integer(name, (long)min, max) ?? fallback);

    /// <summary><c>true</c> or <c>false</c>, or a default.</summary>
    public bool Flag(string name, bool fallback)
    {
        switch (Text(name))
        {
            case null:
                return fallback;
            case { } text when text.Equals("true", StringComparison.OrdinalIgnoreCase) || text == "1":
                return true;
            case { } text when text.Equals("false", StringComparison.OrdinalIgnoreCase) || text == "0":
                return false;
            case { } text:
                Wrong(name, $"'{Shown(text)}' is neither true nor false.");
                return fallback;
        }
    }

    /// <summary>A time, in microseconds since the Unix epoch.</summary>
    public long? Time(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (Timestamps.TryParse(text, out var micros))
        {
            return micros;
        }

        Wrong(name, $"'{Shown(text)}' is not a time from 1970 to 2261 such as 2025-01-31T10:30:00Z or 2025-01-31T10:30:00+08:00.");
        return null;
    }

    /// <summary>One of some words, or a default.</summary>
    public string Word(string name, string fallback, params ReadOnlySpan<string> words)
    {
        if (Text(name) is not { } text)
        {
            return fallback;
        }

        foreach (var word in words)
        {
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return word;
            }
        }

        Wrong(name, $"'{Shown(text)}' is none of {string.Join(", ", words!)}.");
        return fallback;
    }

    /// <summary>Lets a parameter be that something else reads.</summary>
    public void Know(string name) => _known.Add(name);

    /// <summary>Notes that a parameter is wrong.</summary>
    public void Wrong(string name, string text) => (_errors ??= []).TryAdd(name, [text]);

    /// <summary>After everything was read: what is wrong, or null. Unknown parameters come first.</summary>
    public Problem? Problem()
    {
        var unknown = query.Keys.Where(name => !_known.Contains(name)).ToArray();
        if (unknown.Length > 0)
        {
            return Problems.UnknownParameters(unknown.ToDictionary(
                name => Shown(name),
                name => (IReadOnlyList<string>)[$"is no parameter of this call. It has {string.Join(", ", _known)}."],
                StringComparer.Ordinal));
        }

        return _errors is null ? null : Problems.BadValues(_errors);
    }

    /// <summary>Input as it may stand in an error: not longer than a line.</summary>
    public static string Shown(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
