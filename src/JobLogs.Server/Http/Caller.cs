using JobLogs.Storage.Model;

namespace JobLogs.Server.Http;

/// <summary>Who makes a call; a feature of its request.</summary>
internal sealed record Caller
{
    /// <summary>What it may do.</summary>
    public required Role Role { get; init; }

    /// <summary>The id of its key; null where the server asks nobody.</summary>
    public string? KeyId { get; init; }

    /// <summary>The key's name.</summary>
    public string? KeyName { get; init; }

    /// <summary>The hash of the session that it came with; null when it showed a key.</summary>
    public string? Session { get; init; }

    /// <summary>When the key, or the session, ends by itself, in microseconds since the Unix epoch; null for never.</summary>
    public long? ExpiresAt { get; init; }

    /// <summary>Cancelled when the caller may do no more: its key was revoked or has expired, its session has ended.</summary>
    public CancellationToken Ended { get; init; }

    /// <summary>The caller of a request; null when its endpoint is for everybody.</summary>
    public static Caller? Of(HttpContext context) => context.Features.Get<Caller>();
}
