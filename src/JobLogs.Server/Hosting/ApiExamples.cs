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
        ["PUT /api/cronjobs/{job_id}"] = """{"name": "Test Job", "keywords": ["test", "retrieval"], "cron_expression": "30 3 * * *"}""",
        ["PATCH /api/cronjobs/{job_id}"] = """{"cron_expression": "*/15 * * * *"}""",
        ["POST /api/cronjobs/{job_id}/trigger"] = """{"force_reprocess": false}""",
        ["POST /api/cronjobs/{job_id}/runs"] = """{"lease_seconds": 3600}""",
        ["PATCH /api/job-runs/{run_id}"] = """{"status": "completed", "progress": {"done": 10, "total": 10}}""",
        ["POST /api/job-runs/{run_id}/logs"] = """[{"message": "开始处理论文搜索", "level": "INFO", "step": "paper_search", "details": {"keywords": ["ML", "AI"]}, "duration_ms": 1500}]""",
        ["POST /api/job-runs/{run_id}/metrics"] = """{"metric_name": "papers_found", "metric_value": 42, "metric_type": "counter"}""",
        ["POST /api/job-runs/{run_id}/steps"] = """{"id": "s1", "name": "paper_search", "state": "begin"}""",
        ["PUT /api/alert-rules/{rule_id}"] = """{"name": "nightly failed", "type": "run_failed", "job_id": "Nightly papers", "quiet_seconds": 3600, "notifiers": ["ntf_4m2k9x7q0d"]}""",
        ["POST /api/alerts/{alert_id}/acknowledge"] = """{"note": "looking into it"}""",
        ["PUT /api/notifiers/{notifier_id}"] = """{"name": "ops", "type": "webhook", "settings": {"url": "https://ops.example.com/hook", "secret": "***"}}""",
        ["POST /api/search"] = """{"filters": {"search": "论文", "min_level": "WARNING"}, "limit": 50, "sort_by": "timestamp", "sort_order": "desc"}""",
    };

    // Where the body depends on what is made.
    private static readonly Dictionary<string, (string Name, string Body)[]> Kinds = new(StringComparer.Ordinal)
    {
        ["POST /api/cronjobs"] =
        [
            ("paper_search", """{"name": "Test Job", "keywords": ["test"], "cron_expression": "0 0 * * *", "timezone": "Asia/Shanghai", "enabled": true}"""),
            ("command", """{"name": "Nightly backup", "type": "command", "cron_expression": "30 3 * * *", "parameters": {"program": "/usr/local/bin/backup.sh", "arguments": ["--all"], "working_directory": "/srv", "environment": {"REGION": "eu"}, "success_exit_codes": [0], "stderr_level": "WARNING"}, "timeout_seconds": 3600}"""),
            ("http", """{"name": "Shop is up", "type": "http", "cron_expression": "*/5 * * * *", "parameters": {"url": "https://shop.example.com/health", "method": "GET", "headers": {"Authorization": "Bearer …"}, "expected_status": "200-299", "timeout_seconds": 10, "max_redirects": 5}, "secret_parameters": ["headers"]}"""),
            ("external", """{"name": "Crontab backup", "type": "external"}"""),
        ],
        ["POST /api/alert-rules"] =
        [
            ("run_failed", """{"name": "nightly failed", "type": "run_failed", "job_id": "Nightly papers", "statuses": ["failed", "timed_out"], "notifiers": ["ntf_4m2k9x7q0d"]}"""),
            ("missed", """{"name": "not started", "type": "missed", "after_seconds": 300, "notifiers": ["ntf_4m2k9x7q0d"]}"""),
            ("overran", """{"name": "takes too long", "type": "overran", "after_seconds": 7200, "p95_factor": 3, "notifiers": ["ntf_4m2k9x7q0d"]}"""),
            ("silent", """{"name": "writes nothing", "type": "silent", "after_seconds": 900, "quiet_seconds": 3600, "notifiers": ["ntf_4m2k9x7q0d"]}"""),
            ("log_match", """{"name": "many errors", "type": "log_match", "filter": {"min_level": "ERROR", "search": "超时"}, "more_than": 10, "window_seconds": 300, "notifiers": ["ntf_4m2k9x7q0d"]}"""),
        ],
        ["POST /api/notifiers"] =
        [
            ("webhook", """{"name": "ops", "type": "webhook", "settings": {"url": "https://ops.example.com/hook", "secret": "a long random text"}}"""),
            ("email", """{"name": "mail", "type": "email", "settings": {"host": "mail.example.com", "port": 587, "security": "starttls", "username": "joblogs", "password": "…", "from": "joblogs@example.com", "to": ["ops@example.com"]}}"""),
            ("slack", """{"name": "slack", "type": "slack", "settings": {"url": "https://hooks.slack.com/services/…"}}"""),
            ("feishu", """{"name": "飞书", "type": "feishu", "settings": {"url": "https://open.feishu.cn/open-apis/bot/v2/hook/…", "secret": "…"}}"""),
            ("dingtalk", """{"name": "钉钉", "type": "dingtalk", "settings": {"url": "https://oapi.dingtalk.com/robot/send?access_token=…", "secret": "SEC…"}}"""),
            ("wecom", """{"name": "企业微信", "type": "wecom", "settings": {"url": "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…"}}"""),
        ],
    };

    /// <inheritdoc />
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var call = $"{context.Description.HttpMethod} /{context.Description.RelativePath?.TrimEnd('/')}";
        if (Bodies.TryGetValue(call, out var body) && JsonContent(operation) is { } one)
        {
            one.Example = JsonNode.Parse(body);
        }
        else if (Kinds.TryGetValue(call, out var kinds) && JsonContent(operation) is { } several)
        {
            several.Examples = kinds.ToDictionary(
                kind => kind.Name, IOpenApiExample (kind) => new OpenApiExample { Summary = kind.Name, Value = JsonNode.Parse(kind.Body) }, StringComparer.Ordinal);
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

    // A call that reads its body as a stream doesn't tell its type by itself.
    private static OpenApiMediaType? JsonContent(OpenApiOperation operation)
    {
        operation.RequestBody ??= new OpenApiRequestBody { Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) };
        if (operation.RequestBody.Content is not { } content)
        {
            return null;
        }

        content.TryAdd(Json, new OpenApiMediaType());
        return content[Json];
    }
}
