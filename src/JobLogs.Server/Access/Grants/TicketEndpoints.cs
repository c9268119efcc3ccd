using JobLogs.Protocol.Access;
using JobLogs.Server.Access.Keys;
using JobLogs.Server.Http;
using JobLogs.Server.Ingest;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Access.Grants;

/// <summary>Tickets over HTTP.</summary>
internal static class TicketEndpoints
{
    private const long MicrosASecond = 1_000_000;

    /// <summary>
    /// <c>POST /api/tickets</c>: a ticket for one stream. A server that asks nobody gives one too, so that clients need not ask first.
    /// </summary>
    public static async Task<IResult> Create(HttpContext http, IStoreQueue queue, IOptions<KeyOptions> options, TimeProvider time)
    {
        var caller = Caller.Of(http)!;
        var now = time.NowMicros();
        var ticket = SecretText.NewTicket();
        var expires = now + (options.Value.TicketSeconds * MicrosASecond);
        if (caller.KeyId is { } key)
        {
            var added = await queue.SubmitNowAsync(new AddGrant(new Grant
            {
                Hash = SecretText.Hash(ticket), Kind = GrantKind.Ticket, Key = key, CreatedAt = now, ExpiresAt = expires, Parent = caller.Session,
            }));
            if (GrantProblems.Of(added) is { } problem)
            {
                return problem;
            }
        }

        http.Response.Headers.CacheControl = "no-store";
        return Wire.Json(new TicketDocument(ticket, Clock.FromMicros(expires)), AccessJsonContext.Wire.TicketDocument, StatusCodes.Status201Created);
    }
}
