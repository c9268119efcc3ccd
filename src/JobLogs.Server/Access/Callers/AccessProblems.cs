using JobLogs.Protocol.Problems;
using JobLogs.Server.Http;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Access.Callers;

/// <summary>Why somebody may not do something.</summary>
internal static class AccessProblems
{
    /// <summary>The request shows nothing.</summary>
    public static Problem NotSignedIn() => Unauthorized(
        ProblemCodes.NotSignedIn, "Not signed in", "This server asks for a key: send the header 'Authorization: Bearer jlk_…', or sign in on the page at /.");

    /// <summary>The header shows something else than a key.</summary>
    public static Problem NoBearer() => Bad("The Authorization header must be one 'Bearer jlk_…'; other schemes are not taken.");

    /// <summary>The headers of a shipper show something else than a key.</summary>
    public static Problem NoShippersKey() => Bad(
        "The key must be shown in one of 'Authorization: Bearer jlk_…', Basic with the key as the password, 'Authorization: ApiKey …' as of Elasticsearch, or 'X-Seq-ApiKey: jlk_…'.");

    /// <summary>There is no such key.</summary>
    public static Problem UnknownKey() => Bad("The key is none of this server's. A key is jlk_, ten characters, _ and 52 more, copied whole.");

    /// <summary>The key was good once.</summary>
    public static Problem KeyEnded(ApiKey key) => Bad(
        $"The key '{key.Name}' {(key.RevokedAt is null ? "has expired" : "was revoked")}. Ask whoever manages keys for a new one.");

    /// <summary>The session has ended.</summary>
    public static Problem SessionEnded() => Bad("The session has ended. Sign in again with a key: POST /api/session.");

    /// <summary>The ticket is no good here.</summary>
    public static Problem BadTicket() => Bad(
        "The ticket doesn't open this stream: it is unknown, came too late, or belongs to another stream. Get a new one for each stream: POST /api/tickets.");

    /// <summary>Too many were wrong.</summary>
    public static Problem TooManySignIns(int seconds) => new(
        StatusCodes.Status429TooManyRequests, ProblemCodes.TooManySignIns, "Too many wrong keys",
        "Too many wrong keys were shown. Further ones are looked at after the time in Retry-After; a right key is taken at any time.")
    { RetryAfterSeconds = seconds };

    /// <summary>The role is too low.</summary>
    public static Problem RoleTooLow(Role role, Role least) => new(
        StatusCodes.Status403Forbidden, ProblemCodes.RoleTooLow, "Role too low",
        $"This call needs the role {least.ToText()}; the key's is {role.ToText()}. docs/security.md lists what each role may do.");

    private static Problem Bad(string detail) => Unauthorized(ProblemCodes.BadCredentials, "Bad credentials", detail);

    private static Problem Unauthorized(string code, string title, string detail) =>
        new(StatusCodes.Status401Unauthorized, code, title, detail);
}
