using JobLogs.Storage.Model;

namespace JobLogs.Storage.Commands;

/// <summary>
/// Opens a stream with a ticket: the first time binds it to the stream's path, later ones must name the same. Either way it
/// lasts until <see cref="Until"/> from then on. <see cref="Refusal.NotFound"/> when there is none, it has ended, or it belongs to another path.
/// </summary>
public sealed class UseTicket(string hash, string path, long now, long until) : StoreCommand
{
    /// <summary>Its hash.</summary>
    public string Hash { get; } = hash;

    /// <summary>The path of the stream.</summary>
    public string Path { get; } = path;

    /// <summary>Now, in microseconds since the Unix epoch.</summary>
    public long Now { get; } = now;

    /// <summary>When it is to end, unless it is used again before.</summary>
    public long Until { get; } = until;

    /// <summary>Why nothing was written.</summary>
    public Refusal Refusal { get; set; }

    /// <summary>The ticket as it is now; null when it was refused.</summary>
    public Grant? Grant { get; set; }
}
