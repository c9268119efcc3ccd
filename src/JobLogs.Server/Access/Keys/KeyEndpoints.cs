using JobLogs.Protocol.Access;
using JobLogs.Protocol.Problems;
using JobLogs.Server.Http;
using JobLogs.Server.Ingest;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using Microsoft.AspNetCore.Mvc;

namespace JobLogs.Server.Access.Keys;

/// <summary>Keys over HTTP.</summary>
internal static class KeyEndpoints
{
    /// <summary><c>GET /api/keys</c>.</summary>
    public static async Task<IResult> List(HttpContext http, IAccessStore store, TimeProvider time)
    {
        var query = new QueryReader(http.Request.Query);
        var paging = Paging.Read(query);
        if (query.Problem() is { } problem)
        {
            return problem;
        }

        var now = time.NowMicros();
        var keys = await store.KeysAsync(http.RequestAborted);
        KeyDocument[] page = [.. keys.Skip((int)Math.Min(paging.Skip, int.MaxValue)).Take(paging.Limit).Select(key => KeyDocuments.Of(key, now))];
        return Wire.Json(
            new KeyList(page, keys.Count, paging.Skip, paging.Limit, paging.HasMore(page.Length, keys.Count)), AccessJsonContext.Wire.KeyList);
    }

    /// <summary><c>GET /api/keys/{key_id}</c>.</summary>
    public static async Task<IResult> Get(HttpContext http, [FromRoute(Name = "key_id")] string keyId, IAccessStore store, TimeProvider time)
    {
        var keys = await store.KeysAsync(http.RequestAborted);
        return keys.FirstOrDefault(key => key.Id == keyId) is { } key
            ? Wire.Json(KeyDocuments.Of(key, time.NowMicros()), AccessJsonContext.Wire.KeyDocument)
            : Unknown(keyId);
    }

    /// <summary><c>POST /api/keys</c>: the answer is the only time that the key's text is told.</summary>
    public static async Task<IResult> Create(HttpContext http, KeyRing ring, IStoreQueue queue, TimeProvider time)
    {
        var now = time.NowMicros();
        var (name, role, expiresAt, problem) = await KeyReader.ReadAsync(http.Request, now);
        if (problem is not null)
        {
            return problem;
        }

        if (!ring.IsOn && role != Role.Admin)
        {
            return Problems.Conflict(
                ProblemCodes.FirstKeyNotAdmin,
                "With its first key the server begins to ask for keys, so the first must be one that can manage keys: \"role\": \"admin\". Make this one after it.");
        }

        var (key, text) = KeyMaker.Make(name, role, now, expiresAt, Caller.Of(http)?.KeyName);
        var command = await queue.SubmitNowAsync(new CreateKey(key));
        switch (command.Refusal)
        {
            case Refusal.NameTaken:
                return Problems.Conflict(ProblemCodes.NameTaken, $"There is a key with the name '{name}' already. Give this one another name, or revoke the other.");
            case Refusal.TooMany:
                return Problems.Conflict(ProblemCodes.TooMany, $"There are {CreateKey.MostKeys} keys, which is the limit. Revoke those that nobody uses: GET /api/keys says when each was used last.");
        }

        await ring.RefreshAsync(CancellationToken.None);
        http.Response.Headers.Location = "/api/keys/" + key.Id;
        http.Response.Headers.CacheControl = "no-store";
        new AuditNote { Target = key.Id, Details = KeyJson.Details(key) }.For(http);
        return Wire.Json(KeyDocuments.Of(key, text, now), AccessJsonContext.Wire.NewKeyDocument, StatusCodes.Status201Created);
    }

    /// <summary><c>DELETE /api/keys/{key_id}</c>: ends a key at once, with its sessions, tickets and streams.</summary>
    public static async Task<IResult> Revoke(HttpContext http, [FromRoute(Name = "key_id")] string keyId, KeyRing ring, IStoreQueue queue, TimeProvider time)
    {
        var command = await queue.SubmitNowAsync(new RevokeKey(keyId, time.NowMicros()));
        switch (command.Refusal)
        {
            case Refusal.NotFound:
                return Unknown(keyId);
            case Refusal.LastAdmin:
                return Problems.Conflict(
                    ProblemCodes.LastAdminKey,
                    "This is the last key that can manage keys; without it nobody could make another. Make another admin key first, then revoke this one with it. "
                    + "To go back to a server without keys, stop it and run: joblogs-server keys reset");
        }

        await ring.RefreshAsync(CancellationToken.None);
        return TypedResults.NoContent();
    }

    private static Problem Unknown(string id) => Problems.NotFound($"There is no key '{QueryReader.Shown(id)}' to be used or revoked. GET /api/keys lists the keys there are.");
}
