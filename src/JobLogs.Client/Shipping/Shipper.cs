using JobLogs.Client.Http;

namespace JobLogs.Client.Shipping;

/// <summary>Makes the outboxes of a client, and takes over those that processes left behind.</summary>
internal sealed class Shipper(ApiConnection api, string server, ShippingOptions options, TimeProvider time)
{
    // Nobody takes so long to make the folder of an outbox.
    private static readonly TimeSpan Unfinished = TimeSpan.FromDays(1);

    private readonly SpoolSpace _space = new(options.MaxSpoolBytes);

    /// <summary>How it ships.</summary>
    public ShippingOptions Options => options;

    /// <summary>The server that this client ships to, as outboxes name it.</summary>
    public string Server => server;

    /// <summary>Opens the outbox of a run that begins here.</summary>
    public OutboxStore Create(OutboxManifest manifest) => OutboxStore.Create(manifest, options, _space, time);

    /// <summary>Starts to send what is in a store, and what is still to come.</summary>
    /// <param name="store">The store.</param>
    /// <param name="lastError">Why a first try failed; null when it did not.</param>
    public Outbox Start(OutboxStore store, string? lastError = null)
    {
        var counts = new ShippingCounts { LastError = lastError };
        return Outbox.Start(store, new OutboxSender(store, api, options, counts), counts, options, _space, time);
    }

    /// <summary>What there is in the spool for this server, also of processes that still write there.</summary>
    public IEnumerable<Leftover> Find()
    {
        if (options.SpoolFolder is not { } spool || !Directory.Exists(spool))
        {
            yield break;
        }

        foreach (var path in Directory.GetDirectories(spool).Order(StringComparer.Ordinal))
        {
            if (OutboxFolder.ReadManifest(path) is not { } manifest)
            {
                OutboxFolder.RemoveUnfinished(path, time.GetUtcNow() - Unfinished);
            }
            else if (manifest.Server == server)
            {
                yield return new Leftover(path, OutboxFolder.BytesIn(path));
            }
        }
    }

    /// <summary>Takes one over; null when its process is still there, or has sent all of it meanwhile.</summary>
    public OutboxStore? TryTakeOver(Leftover leftover) => OutboxStore.TryTakeOver(leftover.Path, options, _space, time);
}
