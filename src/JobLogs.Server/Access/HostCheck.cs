using JobLogs.Protocol.Problems;
using JobLogs.Server.Http;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Access;

/// <summary>
/// Answers only to names it knows. Without this, a page elsewhere could point a name of its own at 127.0.0.1 (DNS rebinding)
/// and would be of the same origin as this server.
/// </summary>
internal sealed class HostCheck(RequestDelegate next, IOptions<AccessOptions> options)
{
    private readonly IReadOnlyList<string> _allowed = options.Value.AllowedHosts;

    /// <summary>Lets the request on, or refuses it.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var host = context.Request.Host.Host;
        return IsKnown(host) ? next(context) : Refusal(host).ExecuteAsync(context);
    }

    private bool IsKnown(string host) =>
        Loopback.IsLoopback(host)
        || _allowed.Any(allowed => allowed == "*" || allowed.Equals(host, StringComparison.OrdinalIgnoreCase));

    private static Problem Refusal(string host) => new(
        StatusCodes.Status403Forbidden,
        ProblemCodes.UnknownHost,
        "Unknown host",
        $"This server doesn't answer to the name '{QueryReader.Shown(host)}'. Add it to ALLOWED_HOSTS if it is one of its own.");
}
