using System.Net;
using System.Text.Json;

namespace JobLogs.Tests.Server.Alerts;

/// <summary>What is wrong is refused, and all of it named.</summary>
public sealed class AlertRefusalTests(SharedServer shared) : IClassFixture<SharedServer>
{
    [Theory]
    [InlineData("""{}""", "name", "type")]
    [InlineData("""{"name": "a", "type": "late"}""", "type")]
    [InlineData("""{"name": "a", "type": "missed"}""", "after_seconds")]
    [InlineData("""{"name": "a", "type": "overran"}""", "after_seconds")]
    [InlineData("""{"name": "a", "type": "overran", "p95_factor": 0.5}""", "p95_factor")]
    [InlineData("""{"name": "a", "type": "run_failed", "statuses": ["completed"]}""", "statuses")]
    [InlineData("""{"name": "a", "type": "run_failed", "after_seconds": 5}""", "after_seconds")]
    [InlineData("""{"name": "a", "type": "run_failed", "job_id": "nobody"}""", "job_id")]
    [InlineData("""{"name": "a", "type": "run_failed", "notifiers": ["x"]}""", "notifiers")]
    [InlineData("""{"name": "a", "type": "run_failed", "notifiers": ["ntf_7"]}""", "notifiers")]
    [InlineData("""{"name": "a", "type": "log_match", "filter": {"min_levle": "ERROR"}, "more_than": -1}""", "filter.min_levle", "more_than")]
    public async Task A_rule_that_is_wrong_is_refused_with_all_that_is_wrong(string body, params string[] fields)
    {
        var problem = await SendAsync(HttpMethod.Post, "/api/alert-rules", JsonElement.Parse(body));

        problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe(fields);
    }

    [Theory]
    [InlineData("""{"name": "a", "type": "pigeon", "settings": {}}""", "type")]
    [InlineData("""{"name": "a", "type": "webhook"}""", "settings")]
    [InlineData("""{"name": "a", "type": "webhook", "settings": {"url": "nowhere"}}""", "settings.url")]
    [InlineData("""{"name": "a", "type": "webhook", "settings": {"url": "http://a", "secrt": "x"}}""", "settings.secrt")]
    [InlineData("""{"name": "a", "type": "webhook", "settings": {"url": "http://a", "secret": "***"}}""", "settings.secret")]
    [InlineData("""{"name": "a", "type": "slack", "settings": {"url": {"$sealed": "x"}}}""", "settings.url")]
    [InlineData("""{"name": "a", "type": "email", "settings": {"host": "h", "port": 0, "from": "nobody", "to": []}}""", "settings.port", "settings.to")]
    public async Task A_notifier_that_is_wrong_is_refused_with_all_that_is_wrong(string body, params string[] fields)
    {
        var problem = await SendAsync(HttpMethod.Post, "/api/notifiers", JsonElement.Parse(body));

        problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe(fields);
    }

    [Theory]
    [InlineData("/api/alerts?state=open")]
    [InlineData("/api/alerts?rule=rul_1")]
    [InlineData("/api/alerts?rule_id=alt_1")]
    [InlineData("/api/notifications?state=lost")]
    [InlineData("/api/notifiers?limit=0")]
    public Task A_question_that_is_wrong_is_refused(string path) => SendAsync(HttpMethod.Get, path);

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body = null)
    {
        var (status, answer, _) = await shared.Server.SendAsync(method, path, body: body);
        status.ShouldBe(HttpStatusCode.BadRequest, $"{path}: {answer}");
        return answer;
    }
}
