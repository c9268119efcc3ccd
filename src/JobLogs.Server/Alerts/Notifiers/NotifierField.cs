namespace JobLogs.Server.Alerts.Notifiers;

/// <summary>A field of a notifier's settings.</summary>
/// <param name="Name">Its name, in <c>snake_case</c>.</param>
/// <param name="Description">What it means, for error texts: "the address to post to".</param>
public sealed record NotifierField(string Name, string Description)
{
    /// <summary>The longest text that a field can have, in characters.</summary>
    public const int MaxLength = 4_096;

    /// <summary>Whether it must be there.</summary>
    public bool Required { get; init; }

    /// <summary>Whether it is kept sealed and never shown.</summary>
    public bool Secret { get; init; }

    /// <summary>The words that it can be; null for any text.</summary>
    public string[]? Words { get; init; }

    /// <summary>Whether it is an array of texts.</summary>
    public bool IsList { get; init; }

    /// <summary>The range of a whole number; null for a text.</summary>
    public (int Min, int Max)? Range { get; init; }
}
