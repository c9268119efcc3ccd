using JobLogs.Protocol.Problems;
using JobLogs.Server.Http;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Access;

/// <summary>
/// Refuses what changes something, and WebSockets, when a page of another origin sent it: a browser sends such requests with
/// the reader's network position, whatever CORS says about the answer.
/// </summary>
internal sealed class OriginCheck(RequestDelegate next, IOptions<AccessOptions> options)
{
    private readonly IReadOnlyList<string> _allowed = options.Value.CorsOrigins;

    /// <summary>Lets the request on, or refuses it.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        return IsSafe(request) || !IsForeign(request) ? next(context) : Refusal(request).ExecuteAsync(context);
    }

    private static bool IsSafe(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        && !IsWebSocket(request);

    // HTTP/1.1 asks by Upgrade, HTTP/2 by an extended CONNECT (which is no safe method anyway).
    private static bool IsWebSocket(HttpRequest request) =>
        request.Headers.Upgrade.Any(value => value?.Contains("websocket", StringComparison.OrdinalIgnoreCase) == true);

    private bool IsForeign(HttpRequest request)
    {
        var origins = request.Headers.Origin;
        if (origins.Count > 0)
        {
            return origins.Count > 1 || !(IsOwn(origins[0]!, request) || _allowed.Contains(origins[0]!, StringComparer.OrdinalIgnoreCase));
        }

        return request.Headers["Sec-Fetch-Site"] == "cross-site";
    }

    private static bool IsOwn(string origin, HttpRequest request) =>
        origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

    private static Problem Refusal(HttpRequest request) => new(
        StatusCodes.Status403Forbidden,
        ProblemCodes.ForeignOrigin,
        "Foreign origin",
        $"A page of the origin '{QueryReader.Shown(request.Headers.Origin.FirstOrDefault() ?? "(another site)")}' may not do this. Add it to CORS_ORIGINS if it is one of yours.");
}
