using System.Text;

namespace JobLogs.Protocol.Ids;

/// <summary>The texts of the numbers that alerts and what belongs to them have. Every number has exactly one text; any other is no id.</summary>
public sealed class NumberIdText
{
    private readonly byte[] _prefix;

    private NumberIdText(string prefix) => _prefix = Encoding.ASCII.GetBytes(prefix);

    /// <summary>Of a rule: <c>rul_…</c>.</summary>
    public static NumberIdText Rule { get; } = new("rul_");

    /// <summary>Of an alert: <c>alt_…</c>.</summary>
    public static NumberIdText Alert { get; } = new("alt_");

    /// <summary>Of a notifier: <c>ntf_…</c>.</summary>
    public static NumberIdText Notifier { get; } = new("ntf_");

    /// <summary>Of a notification: <c>msg_…</c>.</summary>
    public static NumberIdText Notification { get; } = new("msg_");

    /// <summary>Reads an id.</summary>
    /// <param name="text">The id.</param>
    /// <param name="number">The number, above 0; 0 when it is no such id.</param>
    /// <returns>Whether it is an id of this kind, in its only form.</returns>
    public bool TryParse(ReadOnlySpan<char> text, out long number) => IdText.TryParse(_prefix, text, out number);

    /// <summary>Writes an id.</summary>
    /// <param name="number">The number, above 0.</param>
    /// <returns>The id.</returns>
    public string ToText(long number) => IdText.ToText(_prefix, number);
}
