using JobLogs.Server.Access.Grants;
using JobLogs.Server.Http;

namespace JobLogs.Server.Access.Callers;

/// <summary>Who a request comes from, or why that isn't known; one of the two is null.</summary>
/// <param name="Caller">The caller.</param>
/// <param name="Refused">What to answer.</param>
/// <param name="Open">What to dispose when the stream that it opens is over; null when there is nothing.</param>
internal readonly record struct Identity(Caller? Caller, Problem? Refused, OpenGrant? Open = null)
{
    public static implicit operator Identity(Caller caller) => new(caller, null);

    public static implicit operator Identity(Problem problem) => new(null, problem);
}
