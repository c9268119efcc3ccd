using JobLogs.Protocol.Access;
using JobLogs.Protocol.Problems;
using JobLogs.Server.Access.Callers;
using JobLogs.Server.Access.Keys;
using JobLogs.Server.Http;
using JobLogs.Server.Ingest;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Access.Grants;

/// <summary>Sessions of the page over HTTP.</summary>
internal static class SessionEndpoints
{
    private const int MaxBodyBytes = 4096;
    private const long MicrosAnHour = 3_600_000_000;

    /// <summary><c>GET /api/session</c>: who asks, and whether the server wants to know.</summary>
    public static async Task<IResult> Get(HttpContext http, KeyRing ring, CallerFinder callers)
    {
        var (caller, refused, _) = await callers.IdentifyAsync(http, stream: false, shipper: false);
        return refused is { Status: StatusCodes.Status429TooManyRequests } ? refused : Answer(ring, caller);
    }

    /// <summary><c>POST /api/session</c>: a key in the body, or in <c>Authorization</c>, for a session in a cookie.</summary>
    public static async Task<IResult> SignIn(
        HttpContext http, KeyRing ring, CallerFinder callers, SessionCookie cookie, IStoreQueue queue, IOptions<KeyOptions> options, TimeProvider time)
    {
        if (!ring.IsOn)
        {
            return Problems.Conflict(ProblemCodes.NoKeys, "This server has no keys and asks nobody for one; there is nothing to sign in to.");
        }

        var (text, problem) = await KeyTextAsync(http);
        if (problem is not null)
        {
            return problem;
        }

        var (caller, refused, _) = text is null ? await callers.IdentifyAsync(http, stream: false, shipper: false) : callers.OfKey(http, text);
        if (refused is not null)
        {
            return new Refusal(refused);
        }

        var now = time.NowMicros();
        var session = SecretText.NewSession();
        var expires = Math.Min(now + (options.Value.SessionHours * MicrosAnHour), caller!.ExpiresAt ?? long.MaxValue);
        var added = await queue.SubmitNowAsync(new AddGrant(new Grant
        {
            Hash = SecretText.Hash(session), Kind = GrantKind.Session, Key = caller.KeyId!, CreatedAt = now, ExpiresAt = expires,
        }));
        if (GrantProblems.Of(added) is { } notAdded)
        {
            return notAdded;
        }

        cookie.Write(http, session, Clock.FromMicros(expires));
        new AuditNote { Action = "sign_in", Target = caller.KeyId, Caller = caller }.For(http);
        return Answer(ring, caller with { ExpiresAt = expires });
    }

    /// <summary><c>DELETE /api/session</c>: ends it, with its streams. Without one nothing is done, and that is said in no other way.</summary>
    public static async Task<IResult> SignOut(
        HttpContext http, KeyRing ring, CallerFinder callers, SessionCookie cookie, OpenGrants open, IStoreQueue queue)
    {
        if (ring.IsOn && cookie.Read(http.Request) is not null)
        {
            var (caller, _, _) = await callers.IdentifyAsync(http, stream: false, shipper: false);
            if (caller?.Session is { } session)
            {
                await queue.SubmitNowAsync(new RemoveGrant(session));
                open.End(session);
                new AuditNote { Action = "sign_out", Target = caller.KeyId, Caller = caller }.For(http);
            }
        }

        cookie.Delete(http);
        return TypedResults.NoContent();
    }

    private static async ValueTask<(string? Text, Problem? Problem)> KeyTextAsync(HttpContext http)
    {
        var body = await JsonBody.ReadAsync(http.Request, MaxBodyBytes, optional: true, http.RequestAborted);
        if (body.Refused is { } refused)
        {
            return (null, refused);
        }

        var fields = new JsonFields(body.Json, "a sign-in");
        var text = fields.Text("key");
        fields.RefuseUnknown();
        if (text is null && http.Request.Headers.Authorization.Count == 0 && !fields.IsWrong("key"))
        {
            fields.Wrong("key", "is required: the key to sign in with, such as {\"key\": \"jlk_…\"}.");
        }

        return (text, fields.Problem());
    }

    private static IResult Answer(KeyRing ring, Caller? caller) => Wire.Json(
        new SessionDocument(ring.IsOn, caller?.KeyId is not null, caller?.Role.ToText(), caller?.KeyId, caller?.KeyName, Wire.Time(caller?.ExpiresAt)),
        AccessJsonContext.Wire.SessionDocument);

    private sealed class Refusal(Problem problem) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => RoleCheck.RefuseAsync(httpContext, problem);
    }
}
