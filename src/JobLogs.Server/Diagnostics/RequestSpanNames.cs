using System.Diagnostics;
using OpenTelemetry;

namespace JobLogs.Server.Diagnostics;

/// <summary>Names the span of a request by its method and, where it is told, its route; the framework names all alike.</summary>
internal sealed class RequestSpanNames : BaseProcessor<Activity>
{
    /// <summary>Where the framework's spans come from.</summary>
    public const string SourceName = "Microsoft.AspNetCore";

    /// <inheritdoc />
    public override void OnEnd(Activity data)
    {
        if (data.Source.Name == SourceName && data.GetTagItem("http.request.method") is string method)
        {
            data.DisplayName = data.GetTagItem("http.route") is string route ? $"{method} {route}" : method;
        }
    }
}
