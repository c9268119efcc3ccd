using System.Collections.Concurrent;
using JobLogs.Server.Access.Keys;
using JobLogs.Server.Ingest;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Access.Grants;

/// <summary>
/// The sessions and tickets that have a stream open on this server. A stream ends with its session, wherever that was ended; a
/// ticket whose stream is open stays good for that stream's reconnects.
/// </summary>
internal sealed class OpenGrants(IAccessStore store, IStoreQueue queue, TimeProvider time)
{
    private const long MicrosAnHour = 3_600_000_000;

    private readonly ConcurrentDictionary<OpenGrant, byte> _open = [];

    /// <summary>How long a ticket is good for reconnects after its stream was open last, in microseconds.</summary>
    public const long TicketLife = 24 * MicrosAnHour;

    /// <summary>Notes that a stream is opened; to be disposed when it is over.</summary>
    public OpenGrant Open(Grant grant, KnownKey key)
    {
        var open = new OpenGrant(this, grant, key.Caller.Ended);
        _open.TryAdd(open, 0);
        return open;
    }

    /// <summary>Ends the streams of a session, also those that were opened with its tickets.</summary>
    public void End(string session)
    {
        foreach (var open in _open.Keys)
        {
            if (open.Grant.Hash == session || open.Grant.Parent == session)
            {
                open.End();
            }
        }
    }

    /// <summary>Ends the streams whose session or ticket is no more, and keeps the tickets of the others good.</summary>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        foreach (var same in _open.Keys.GroupBy(open => open.Grant.Hash, StringComparer.Ordinal))
        {
            var now = time.NowMicros();
            var present = await store.FindGrantAsync(same.Key, cancellationToken);
            if (present is null || present.ExpiresAt <= now)
            {
                foreach (var open in same)
                {
                    open.End();
                }
            }
            else if (present is { Kind: GrantKind.Ticket, Path: { } path } && present.ExpiresAt < now + TicketLife - MicrosAnHour)
            {
                await queue.SubmitAsync(new UseTicket(present.Hash, path, now, now + TicketLife), cancellationToken);
            }
        }
    }

    internal void Close(OpenGrant open) => _open.TryRemove(open, out _);
}
