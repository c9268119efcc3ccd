using System.Net;
using System.Reflection;
using JobLogs.Storage.Model;
using Microsoft.AspNetCore.Routing;

namespace JobLogs.Tests.Server.Access.Keys;

/// <summary>Who may call what: the whole route table, for nobody and for each role.</summary>
public sealed class RouteTableTests
{
    // What strangers may see: whether the server lives, how to sign in, what the API is; and the page, which is public like its source.
    private static readonly string[] Open =
    [
        "GET /api/session", "POST /api/session", "DELETE /api/session", "GET /health/live", "HEAD /health/live", "GET /health/ready",
        "HEAD /health/ready", "GET /openapi/v1.json", "HEAD /",
        .. from method in (string[])["GET", "HEAD"]
           from place in (string[])["assets", "jobs", "runs", "explore", "alerts", "system"]
           select $"{method} /{place}/nothing-has-this-name",
    ];

    [Fact]
    public async Task Every_endpoint_declares_who_may_call_it()
    {
        await using var server = await WholeServer.StartAsync();

        RouteTable.Calls(server.Endpoints)
            .Where(call => call.Declared is null)
            .Select(call => $"{call.Method} {call.Path}")
            .ShouldBeEmpty("an endpoint needs .Needs(Role.…) or .OpenToAll(); without it only admins may call it");
    }

    [Fact]
    public async Task Only_what_is_named_here_is_open_to_strangers()
    {
        await using var server = await WholeServer.StartAsync();

        RouteTable.Calls(server.Endpoints.Where(endpoint => !IsOfThePage(endpoint)))
            .Where(call => call.Declared is { Least: null })
            .Select(call => $"{call.Method} {call.Path}")
            .Where(call => !call.StartsWith("GET /docs", StringComparison.Ordinal))
            .Except(Open)
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_gets_further_than_the_role_of_the_endpoint_allows()
    {
        await using var server = await WholeServer.StartAsync(settings: ["--Access:FailuresInAll", "100000", "--Access:FailuresPerAddress", "100000"]);
        var (admin, _) = await server.MakeKeyAsync("admin");
        var keys = new Dictionary<Role, string> { [Role.Admin] = admin };
        foreach (var role in (Role[])[Role.Viewer, Role.Writer, Role.Operator])
        {
            keys[role] = (await server.MakeKeyAsync(role.ToText(), admin)).Text;
        }

        var wrong = new List<string>();
        foreach (var call in RouteTable.Calls(server.Endpoints))
        {
            foreach (var caller in (Role?[])[null, .. keys.Keys])
            {
                var status = await StatusAsync(server, call.Method, call.Path, caller is { } role ? keys[role] : null);
                var letIn = status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden);
                if (letIn != RouteTable.MayCall(caller, call.Declared!) || (!letIn && status != Refusal(caller)))
                {
                    wrong.Add($"{call.Method} {call.Path} as {caller?.ToString() ?? "nobody"}: {status}");
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    // Endpoints of the same shape share the code that is generated for them, and with it where their parameters come from: parameters of different
    // names in the address must have different names in C#.
    [Fact]
    public async Task No_endpoint_fails_for_want_of_its_parameters()
    {
        await using var server = await WholeServer.StartAsync();

        var failed = new List<string>();
        foreach (var call in RouteTable.Calls(server.Endpoints))
        {
            if (await StatusAsync(server, call.Method, call.Path, key: null) is HttpStatusCode.InternalServerError)
            {
                failed.Add($"{call.Method} {call.Path}");
            }
        }

        failed.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/nothing/here")]
    [InlineData("/api/nothing")]
    public async Task A_path_that_leads_nowhere_tells_strangers_nothing_and_viewers_that(string path)
    {
        await using var server = await WholeServer.StartAsync();
        var (admin, _) = await server.MakeKeyAsync("admin");
        var (viewer, _) = await server.MakeKeyAsync("viewer", admin);

        (await server.SendAsync(HttpMethod.Get, path)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await server.SendAsync(HttpMethod.Get, path, viewer)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await server.SendAsync(HttpMethod.Delete, "/api/logs", viewer)).Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    private static bool IsOfThePage(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<MethodInfo>()?.DeclaringType?.Namespace == "JobLogs.Server.Web";

    private static HttpStatusCode Refusal(Role? caller) => caller is null ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden;

    private static async Task<HttpStatusCode> StatusAsync(WholeServer server, string method, string path, string? key)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (key is not null)
        {
            request.Headers.Authorization = new("Bearer", key);
        }

        // Streams are left as soon as they have begun.
        using var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return response.StatusCode;
    }
}
