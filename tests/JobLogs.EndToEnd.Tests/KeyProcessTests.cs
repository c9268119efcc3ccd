using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests;

/// <summary>Keys over a real process: its command, where it may listen, who may call what, and that nothing of a key gets into its log.</summary>
public sealed class KeyProcessTests
{
    private static readonly string[] Roles = ["viewer", "writer", "operator", "admin"];

    [Fact]
    public async Task With_a_key_made_by_the_command_the_server_listens_where_others_reach_it()
    {
        var folder = Directory.CreateTempSubdirectory("joblogs-e2e-keys-").FullName;
        var database = $"sqlite:///{folder}/joblogs.db";
        var (exit, key, words) = await RunKeysAsync(database, "create", "--name", "me", "--role", "admin");
        exit.ShouldBe(0, words);

        await using (var server = await ServerProcess.StartAsync(0, ("DATABASE_URL", database), ("HOST", "0.0.0.0")))
        {
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{server.Address.Port}") };
            (await http.GetAsync("/api/cronjobs")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            http.DefaultRequestHeaders.Authorization = new("Bearer", key);
            (await http.GetAsync("/api/cronjobs")).StatusCode.ShouldBe(HttpStatusCode.OK);

            (exit, var output, words) = await RunKeysAsync(database, "create", "--name", "other", "--role", "admin");
            (exit, output).ShouldBe((1, ""));
            words.ShouldContain("A running server keeps its keys itself.");
        }

        (exit, var list, _) = await RunKeysAsync(database, "list");
        (exit, list.Contains("\tme\t", StringComparison.Ordinal), list.Contains(key, StringComparison.Ordinal)).ShouldBe((0, true, false));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("keys: is to be followed by one of")]
    [InlineData("--role: 'king' is no role", "create", "--name", "x", "--role", "king")]
    [InlineData("--name: is missing", "create", "--role", "viewer")]
    [InlineData("Say --yes", "reset")]
    public async Task A_wrong_command_says_the_right_form(string expected, params string[] arguments)
    {
        var (exit, output, words) = await RunKeysAsync("sqlite:////nowhere/at/all.db", arguments);

        (exit, output).ShouldBe((2, ""));
        words.ShouldContain(expected);
    }

    [Fact]
    public async Task Every_call_of_the_API_is_answered_by_role()
    {
        await using var server = await ServerProcess.StartAsync(0, ("Access__FailuresPerAddress", "100000"), ("Access__FailuresInAll", "100000"));
        var api = await server.GetAsync("/openapi/v1.json");
        var keys = await MakeKeysAsync(server);
        var wrong = new List<string>();
        foreach (var (method, path, least) in Calls(api))
        {
            for (var role = -1; role < Roles.Length; role++)
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path);
                request.Headers.Authorization = role < 0 ? null : new("Bearer", keys[role]);
                using var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                var expected = role >= least ? "let in" : role < 0 ? "401" : "403";
                var status = (int)response.StatusCode;
                if ((status is 401 or 403 ? status.ToString() : "let in") != expected)
                {
                    wrong.Add($"{method} {path} as {(role < 0 ? "nobody" : Roles[role])}: {status}");
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_of_a_key_a_session_or_a_ticket_gets_into_the_log_at_any_level()
    {
        await using var server = await ServerProcess.StartAsync(0, ("LOG_LEVEL", "DEBUG"));
        var admin = (await server.PostAsync("/api/keys", new { name = "root", role = "admin" }, HttpStatusCode.Created)).GetProperty("key").GetString()!;
        using var signIn = await server.Http.PostAsJsonAsync("/api/session", new { key = admin });
        var session = signIn.Headers.GetValues("Set-Cookie").Single().Split('=', ';')[1];
        server.Http.DefaultRequestHeaders.Authorization = new("Bearer", admin);
        var ticket = (await server.PostAsync("/api/tickets", new { }, HttpStatusCode.Created)).GetProperty("ticket").GetString()!;
        server.Http.DefaultRequestHeaders.Authorization = null;
        foreach (var path in (string[])["/api/logs/stream", "/api/logs/ws", "/api/logs", "/nothing", "/api/job-runs/run_0/logs/stream"])
        {
            using var response = await server.Http.GetAsync($"{path}?ticket={ticket}", HttpCompletionOption.ResponseHeadersRead);
            response.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        }

        server.Http.DefaultRequestHeaders.Authorization = new("Bearer", admin);
        var metrics = await server.Http.GetStringAsync("/metrics");
        await server.StopAsync();

        var said = string.Join('\n', server.Said()) + metrics;
        said.ShouldContain("/api/logs/stream");
        foreach (var secret in (string[])[admin, session, ticket])
        {
            said.ShouldNotContain(secret[(secret.LastIndexOf('_') + 1)..]);
        }
    }

    private static async Task<string[]> MakeKeysAsync(ServerProcess server)
    {
        var admin = (await server.PostAsync("/api/keys", new { name = "admin", role = "admin" }, HttpStatusCode.Created)).GetProperty("key").GetString()!;
        server.Http.DefaultRequestHeaders.Authorization = new("Bearer", admin);
        var keys = new List<string>();
        foreach (var role in Roles[..^1])
        {
            keys.Add((await server.PostAsync("/api/keys", new { name = role, role }, HttpStatusCode.Created)).GetProperty("key").GetString()!);
        }

        server.Http.DefaultRequestHeaders.Authorization = null;
        return [.. keys, admin];
    }

    // The role stands in each call's description; a call without one is open to all.
    private static IEnumerable<(string Method, string Path, int Least)> Calls(JsonElement api) =>
        from path in api.GetProperty("paths").EnumerateObject()
        from call in path.Value.EnumerateObject()
        let description = call.Value.TryGetProperty("description", out var text) ? text.GetString()! : ""
        select (
            call.Name.ToUpperInvariant(),
            System.Text.RegularExpressions.Regex.Replace(path.Name, @"\{[^}]*\}", "nothing-has-this-name", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)),
            Array.FindIndex(Roles, role => description.Contains($"Needs the role {role}.", StringComparison.Ordinal)));

    private static async Task<(int Exit, string Output, string Words)> RunKeysAsync(string database, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "joblogs-server.dll"), "keys", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DATABASE_URL"] = database;
        using var process = Process.Start(start)!;
        var words = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output.Trim(), await words);
    }
}
