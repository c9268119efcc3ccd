namespace JobLogs.Storage.Commands;

/// <summary>Asks whoever feeds a copy to try its dead letters again, those that there are now. <see cref="Refusal.NotFound"/>.</summary>
/// <param name="copy">The copy's name.</param>
public sealed class ReplayDeadLetters(string copy) : StoreCommand
{
    /// <summary>The copy's name.</summary>
    public string Copy { get; } = copy;

    /// <summary>Why nothing was written.</summary>
    public Refusal Refusal { get; set; }

    /// <summary>How many there are.</summary>
    public long Letters { get; set; }
}
