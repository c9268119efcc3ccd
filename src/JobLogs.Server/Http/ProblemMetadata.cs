using JobLogs.Protocol.Problems;

namespace JobLogs.Server.Http;

/// <summary>Says in the OpenAPI document which refusals a call has.</summary>
internal static class ProblemMetadata
{
    /// <summary>Adds problem answers with these statuses.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
        {
            endpoint.Produces<ProblemDocument>(status, "application/problem+json");
        }

        return endpoint;
    }
}
