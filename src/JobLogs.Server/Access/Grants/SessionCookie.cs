using JobLogs.Storage;

namespace JobLogs.Server.Access.Grants;

/// <summary>
/// The cookie that holds a session. Its name has a mark of the database, since browsers keep one cookie jar for all ports of a
/// machine: signing in to one server must not sign out of another.
/// </summary>
internal sealed class SessionCookie(ILogStore logs)
{
    private readonly string _name = $"joblogs_session_{logs.Salt % 0x100_0000:x6}";

    /// <summary>The session's text in a request, or null.</summary>
    public string? Read(HttpRequest request) => request.Cookies[_name] is { Length: > 0 } text ? text : null;

    /// <summary>Gives a browser a session.</summary>
    public void Write(HttpContext context, string text, DateTimeOffset expires) =>
        context.Response.Cookies.Append(_name, text, Options(context, expires));

    /// <summary>Takes it away.</summary>
    public void Delete(HttpContext context) => context.Response.Cookies.Delete(_name, Options(context, null));

    private static CookieOptions Options(HttpContext context, DateTimeOffset? expires) => new()
    {
        Path = "/",
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        IsEssential = true,
        Expires = expires,
    };
}
