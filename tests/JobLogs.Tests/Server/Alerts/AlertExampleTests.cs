using System.Net;
using System.Text.Json;
using JobLogs.Tests.Server.Access.Keys;

namespace JobLogs.Tests.Server.Alerts;

/// <summary>What the API's description shows of alerts is what the server takes.</summary>
public sealed class AlertExampleTests : IAsyncLifetime
{
    private WholeServer _server = null!;
    private JsonElement _paths;

    public async ValueTask InitializeAsync()
    {
        _server = await WholeServer.StartAsync();
        _paths = (await _server.SendAsync(HttpMethod.Get, "/openapi/v1.json")).Body.GetProperty("paths");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Every_example_of_a_notifier_is_taken()
    {
        var types = new List<string>();
        foreach (var example in Examples("/api/notifiers", "post"))
        {
            types.Add((await MakeAsync("/api/notifiers", example.GetRawText())).GetProperty("type").GetString()!);
        }

        types.ShouldBe(["webhook", "email", "slack", "feishu", "dingtalk", "wecom"]);
    }

    [Fact]
    public async Task Every_example_of_a_rule_is_taken()
    {
        await MakeAsync("/api/cronjobs", """{"name": "Nightly papers", "type": "external"}""");
        var notifier = (await MakeAsync("/api/notifiers", Examples("/api/notifiers", "post").First().GetRawText())).GetProperty("id").GetString();
        var types = new List<string>();
        foreach (var example in Examples("/api/alert-rules", "post"))
        {
            var body = example.GetRawText().Replace("ntf_4m2k9x7q0d", notifier, StringComparison.Ordinal);
            types.Add((await MakeAsync("/api/alert-rules", body)).GetProperty("type").GetString()!);
        }

        types.ShouldBe(["run_failed", "missed", "overran", "silent", "log_match"]);
    }

    [Theory]
    [InlineData("/api/alert-rules/{rule_id}", "put")]
    [InlineData("/api/notifiers/{notifier_id}", "put")]
    [InlineData("/api/alerts/{alert_id}/acknowledge", "post")]
    public void A_call_that_takes_a_body_shows_one(string path, string method) => Content(path, method).GetProperty("example").ValueKind.ShouldBe(JsonValueKind.Object);

    private JsonElement Content(string path, string method) =>
        _paths.GetProperty(path).GetProperty(method).GetProperty("requestBody").GetProperty("content").GetProperty("application/json");

    private IEnumerable<JsonElement> Examples(string path, string method) =>
        Content(path, method).GetProperty("examples").EnumerateObject().Select(static example => example.Value.GetProperty("value"));

    private async Task<JsonElement> MakeAsync(string path, string body)
    {
        var (status, made, _) = await _server.SendAsync(HttpMethod.Post, path, body: JsonElement.Parse(body));
        status.ShouldBe(HttpStatusCode.Created, body + "\n" + made);
        return made;
    }
}
