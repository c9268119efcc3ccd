using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace JobLogs.Server.Hosting;

/// <summary>Examples for the calls that take a body, by method and path; and the error shape that every call can answer.</summary>
internal sealed class ApiExamples : IOpenApiOperationTransformer
{
    private const string Json = "application/json";

    private static readonly Dictionary<string, string> Bodies = new(StringComparer.Ordinal)
    {
        ["POST /api/cronjobs"] = """{"name": "Test Job", "keywords": ["test"], "cron_expression": "0 0 * * *", "timezone": "Asia/Shanghai", "enabled": true}""",
        ["PUT /api/cronjobs/{job_id}"] = """{"name": "Test Job", "keywords": ["test", "retrieval"], "cron_expression": "30 3 * * *"}""",
        ["PATCH /api/cronjobs/{job_id}"] = """{"cron_expression": "*/15 * * * *"}""",
        ["POST /api/cronjobs/{job_id}/trigger"] = """{"force_reprocess": false}""",
        ["POST /api/cronjobs/{job_id}/runs"] = """{"lease_seconds": 3600}""",
        ["PATCH /api/job-runs/{run_id}"] = """{"status": "completed", "progress": {"done": 10, "total": 10}}""",
        ["POST /api/job-runs/{run_id}/logs"] = """[{"message": "开始处理论文搜索", "level": "INFO", "step": "paper_search", "details": {"keywords": ["ML", "AI"]}, "duration_ms": 1500}]""",
        ["POST /api/job-runs/{run_id}/metrics"] = """{"metric_name": "papers_found", "metric_value": 42, "metric_type": "counter"}""",
        ["POST /api/job-runs/{run_id}/steps"] = """{"id": "s1", "name": "paper_search", "state": "begin"}""",
        ["POST /api/search"] = """{"filters": {"search": "论文", "min_level": "WARNING"}, "limit": 50, "sort_by": "timestamp", "sort_order": "desc"}""",
    };

    /// <inheritdoc />
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var call = $"{context.Description.HttpMethod} /{context.Description.RelativePath?.TrimEnd('/')}";
        if (Bodies.TryGetValue(call, out var body))
        {
            // A call that reads its body as a stream doesn't tell its type by itself.
            operation.RequestBody ??= new OpenApiRequestBody { Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) };
            if (operation.RequestBody.Content is { } content)
            {
                content.TryAdd(Json, new OpenApiMediaType());
                content[Json].Example = JsonNode.Parse(body);
            }
        }

        operation.Responses ??= [];
        operation.Responses.TryAdd("default", new OpenApiResponse
        {
            Description = "What was wrong: RFC 9457 problem details with a stable code.",
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/problem+json"] = new()
                {
                    Example = JsonNode.Parse("""{"type": "urn:joblogs:problem:not_found", "title": "Not found", "status": 404, "detail": "There is no job 'x'.", "instance": "/api/cronjobs/x", "code": "not_found"}"""),
                },
            },
        });
        return Task.CompletedTask;
    }
}
