using JobLogs.Client.Http;

namespace JobLogs.Client.Shipping;

/// <summary>Makes the outboxes of a client, and takes over those that processes left behind.</summary>
internal sealed class Shipper(ApiConnection api, string server, ShippingOptions options, TimeProvider time)
{
    private readonly SpoolSpace _space = new(options.MaxSpoolBytes);

    /// <summary>How it ships.</summary>
    public ShippingOptions Options => options;

    /// <summary>The server that this client ships to, as outboxes name it.</summary>
    public string Server => server;

    /// <summary>Opens the outbox of a run that begins here.</summary>
    public (OutboxStore Store, string? WhyNotDurable) Create(OutboxManifest manifest) =>
        (OutboxStore.Create(manifest, options, _space, time, out var why), why);

    /// <summary>Starts to send what is in a store, and what is still to come.</summary>
    public Outbox Start(OutboxStore store)
    {
        var counts = new ShippingCounts();
        return Outbox.Start(store, new OutboxSender(store, api, options, counts), counts, options, _space, time);
    }

    /// <summary>Takes over what processes that are gone have left for this server.</summary>
    public IEnumerable<OutboxStore> TakeOver()
    {
        if (options.SpoolFolder is not { } spool || !Directory.Exists(spool))
        {
            yield break;
        }

        foreach (var path in Directory.EnumerateDirectories(spool).Order(StringComparer.Ordinal))
        {
            if (OutboxStore.TryTakeOver(path, options, _space, time) is not { } store)
            {
                continue;
            }

            if (store.Manifest.Server == server)
            {
                yield return store;
            }
            else
            {
                store.Dispose();
            }
        }
    }
}
