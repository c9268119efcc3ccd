using System.Diagnostics.CodeAnalysis;
using JobLogs.Server.Access.Grants;
using JobLogs.Server.Access.Keys;
using JobLogs.Server.Http;
using JobLogs.Server.Ingest;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Access.Callers;

/// <summary>
/// Finds out who a request comes from: by the key in its headers, else by the session in its cookie, else, for a
/// stream, by the ticket in its address. What it shows must be right: the next is not tried in its place.
/// </summary>
internal sealed class CallerFinder(
    KeyRing ring, OpenGrants open, SessionCookie cookie, IAccessStore store, IStoreQueue queue, FailureLimit failures, TimeProvider time)
{
    /// <summary>Finds it out.</summary>
    /// <param name="context">The request.</param>
    /// <param name="stream">Whether it opens a stream.</param>
    /// <param name="shipper">Whether it may show its key as the clients of other log servers do.</param>
    /// <exception cref="StoreUnavailableException">The store can't say.</exception>
    public ValueTask<Identity> IdentifyAsync(HttpContext context, bool stream, bool shipper)
    {
        if (ring.Anyone is { } anyone)
        {
            return ValueTask.FromResult<Identity>(anyone);
        }

        if (ShownKey.Read(context.Request, shipper) is { } shown)
        {
            return ValueTask.FromResult(shown.Length > 0
                ? OfKey(context, shown)
                : Failure(context, shipper ? AccessProblems.NoShippersKey() : AccessProblems.NoBearer()));
        }

        if (cookie.Read(context.Request) is { } session)
        {
            return OfSessionAsync(context, session, stream);
        }

        return stream && context.Request.Query["ticket"] is [{ Length: > 0 } ticket]
            ? OfTicketAsync(context, ticket)
            : ValueTask.FromResult<Identity>(AccessProblems.NotSignedIn());
    }

    /// <summary>Whoever shows the text of a key.</summary>
    public Identity OfKey(HttpContext context, string text)
    {
        if (SecretText.KeyIdOf(text) is not { } id || ring.Find(id) is not { } known || !known.IsText(text))
        {
            return Failure(context, AccessProblems.UnknownKey());
        }

        var now = time.NowMicros();
        if (!known.Key.IsGood(now))
        {
            return Failure(context, AccessProblems.KeyEnded(known.Key));
        }

        known.Use(now);
        return known.Caller;
    }

    private async ValueTask<Identity> OfSessionAsync(HttpContext context, string text, bool stream)
    {
        var now = time.NowMicros();
        var session = await store.FindGrantAsync(SecretText.Hash(text), context.RequestAborted);
        return session is { Kind: GrantKind.Session } && session.ExpiresAt > now && TryFindGood(session.Key, now, out var known)
            ? OfGrant(session, known, now, stream)
            : Failure(context, AccessProblems.SessionEnded());
    }

    private async ValueTask<Identity> OfTicketAsync(HttpContext context, string text)
    {
        var now = time.NowMicros();
        var path = context.Request.Path.Value!.TrimEnd('/');
        var used = await queue.SubmitNowAsync(new UseTicket(SecretText.Hash(text), path, now, now + open.TicketLife));
        return used.Grant is { } ticket && TryFindGood(ticket.Key, now, out var known)
            ? OfGrant(ticket, known, now, stream: true)
            : Failure(context, AccessProblems.BadTicket());
    }

    private Identity OfGrant(Grant grant, KnownKey known, long now, bool stream)
    {
        known.Use(now);
        var opened = stream ? open.Open(grant, known) : null;
        var caller = known.Caller with
        {
            Session = grant.Kind == GrantKind.Session ? grant.Hash : grant.Parent,
            ExpiresAt = Math.Min(grant.ExpiresAt, known.Key.ExpiresAt ?? long.MaxValue),
            Ended = opened?.Ended ?? known.Caller.Ended,
        };
        return new Identity(caller, null, opened);
    }

    private bool TryFindGood(string id, long now, [NotNullWhen(true)] out KnownKey? known)
    {
        known = ring.Find(id);
        return known is not null && known.Key.IsGood(now);
    }

    private Identity Failure(HttpContext context, Problem problem) =>
        failures.Count(context.Connection.RemoteIpAddress) is { } seconds ? AccessProblems.TooManySignIns(seconds) : problem;
}
