using JobLogs.Storage.Copies;

namespace JobLogs.Storage.Commands;

/// <summary>
/// Takes up the feeding of a copy, renews it, or gives it back. <see cref="Refusal.Busy"/> while another server has it. A copy that
/// there is no word of yet is noted as <see cref="CopyState.NotBegun"/>.
/// </summary>
/// <param name="copy">The copy's name.</param>
/// <param name="owner">The server's name; another one after each start.</param>
/// <param name="until">Until when, in microseconds since the Unix epoch; null gives it back.</param>
public sealed class LeaseCopy(string copy, string owner, long? until) : StoreCommand
{
    /// <summary>The copy's name.</summary>
    public string Copy { get; } = copy;

    /// <summary>The server's name.</summary>
    public string Owner { get; } = owner;

    /// <summary>Until when, in microseconds since the Unix epoch; null gives it back.</summary>
    public long? Until { get; } = until;

    /// <summary>Whether no other server can be at work on this database, so that whoever else has the copy is gone.</summary>
    public bool IsOnlyServer { get; init; }

    /// <summary>Why nothing was written.</summary>
    public Refusal Refusal { get; set; }

    /// <summary>The copy as it is now.</summary>
    public CopyState? State { get; set; }
}
