namespace JobLogs.Storage.Commands;

/// <summary>
/// Lets a copy be made anew: whoever feeds it loses it, and whoever takes it up empties it first. Its dead letters go.
/// <see cref="Refusal.NotFound"/>.
/// </summary>
/// <param name="copy">The copy's name.</param>
public sealed class ResetCopy(string copy) : StoreCommand
{
    /// <summary>The copy's name.</summary>
    public string Copy { get; } = copy;

    /// <summary>Why nothing was written.</summary>
    public Refusal Refusal { get; set; }
}
