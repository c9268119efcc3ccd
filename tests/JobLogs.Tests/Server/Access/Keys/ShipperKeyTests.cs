using System.Net;
using System.Text;

namespace JobLogs.Tests.Server.Access.Keys;

/// <summary>Log shippers show their key as the servers ask whose clients they are; nobody else may.</summary>
public sealed class ShipperKeyTests : IAsyncLifetime
{
    private const string Clef = """{"@t":"2025-01-31T10:30:00Z","@mt":"reading","Application":"nightly"}""";

    private WholeServer _server = null!;
    private string _admin = null!;
    private string _writer = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await WholeServer.StartAsync();
        (_admin, _) = await _server.MakeKeyAsync("admin");
        (_writer, _) = await _server.MakeKeyAsync("writer", _admin);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    public static TheoryData<string, string> Ways => new()
    {
        { "Authorization", "Bearer {key}" },
        { "Authorization", "bearer {key}" },
        { "Authorization", "Basic {whoever:key}" },
        { "Authorization", "Basic {:key}" },
        { "Authorization", "ApiKey {an-id:key}" },
        { "Authorization", "ApiKey {key}" },
        { "X-Seq-ApiKey", "{key}" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_writers_key_is_taken_from_where_clients_put_it(string header, string form)
    {
        (await ShipAsync(header, Fill(form, _writer))).ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_wrong_key_is_refused_wherever_it_is(string header, string form)
    {
        var wrong = _writer[..^1] + (_writer[^1] == '0' ? '1' : '0');

        (await ShipAsync(header, Fill(form, wrong))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("Authorization", "Basic {key}")]
    [InlineData("Authorization", "Basic not base64")]
    [InlineData("Authorization", "Basic")]
    [InlineData("Authorization", "Digest {whoever:key}")]
    [InlineData("Authorization", "{key}")]
    [InlineData("X-Seq-ApiKey", "Bearer {key}")]
    public async Task What_is_in_another_form_is_no_key(string header, string form)
    {
        (await ShipAsync(header, Fill(form, _writer))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_wrong_key_is_not_mended_by_a_right_one_in_another_header()
    {
        (await ShipToAsync("/ingest/clef", ("Authorization", "Bearer jlk_wrong"), ("X-Seq-ApiKey", _writer))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_key_in_the_address_is_not_read()
    {
        (await ShipToAsync($"/ingest/clef?apiKey={_writer}")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("Authorization", "Basic {whoever:key}")]
    [InlineData("Authorization", "ApiKey {key}")]
    [InlineData("X-Seq-ApiKey", "{key}")]
    public async Task Other_calls_know_Bearer_only(string header, string form)
    {
        foreach (var (method, path) in ((HttpMethod, string)[])[(HttpMethod.Get, "/api/cronjobs"), (HttpMethod.Post, "/api/job-runs/run_0/logs")])
        {
            (await _server.SendAsync(method, path, null, null, (header, Fill(form, _admin)))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    private Task<HttpStatusCode> ShipAsync(string header, string value) => ShipToAsync("/ingest/clef", (header, value));

    private async Task<HttpStatusCode> ShipToAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(Clef, Encoding.UTF8, "application/vnd.serilog.clef") };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        }

        using var response = await _server.Http.SendAsync(request);
        return response.StatusCode;
    }

    // {key} is the key, {name:key} the two in Base64.
    private static string Fill(string form, string key)
    {
        var (from, to) = (form.IndexOf('{'), form.IndexOf('}'));
        if (from < 0)
        {
            return form;
        }

        var inner = form[(from + 1)..to];
        var value = inner == "key" ? key : Convert.ToBase64String(Encoding.UTF8.GetBytes(inner.Replace("key", key, StringComparison.Ordinal)));
        return form[..from] + value + form[(to + 1)..];
    }
}
