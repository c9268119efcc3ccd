using System.Net;
using System.Text.Json;

namespace JobLogs.Tests.Server.Access.Keys;

/// <summary>Who changed what.</summary>
public sealed class AuditTests
{
    [Fact]
    public async Task Each_change_is_recorded_with_who_made_it_and_where_from()
    {
        await using var server = await WholeServer.StartAsync();
        var (admin, _) = await server.MakeKeyAsync("admin", name: "root");
        var (operators, operatorId) = await server.MakeKeyAsync("operator", admin, "ops");
        var job = await CreateJobAsync(server, operators);
        await server.SendAsync(HttpMethod.Patch, "/api/cronjobs/" + job, operators, new { enabled = false, timezone = "Asia/Shanghai" });
        await server.SendAsync(HttpMethod.Delete, "/api/cronjobs/" + job, operators);

        var records = await AuditAsync(server, admin);

        records.Select(record => (Text(record, "key_name"), Text(record, "action"), Text(record, "target"))).ShouldBe(
        [
            ("ops", "delete_job", job),
            ("ops", "change_job", job),
            ("ops", "create_job", job),
            ("root", "create_key", operatorId),
            (null, "create_key", records[4].GetProperty("target").GetString()),
        ]);
        records[1].GetProperty("details").GetRawText().ShouldBe("""{"fields":["timezone","enabled"]}""");
        records.ShouldAllBe(record => record.GetProperty("address").GetString() == "127.0.0.1");
        records.ShouldAllBe(record => !record.GetRawText().Contains(admin) && !record.GetRawText().Contains(operators));
    }

    [Fact]
    public async Task Reading_refused_changes_and_entries_are_not_recorded()
    {
        await using var server = await WholeServer.StartAsync();
        var (admin, _) = await server.MakeKeyAsync("admin");
        var job = await CreateJobAsync(server, admin);
        var before = (await AuditAsync(server, admin)).Length;

        await server.SendAsync(HttpMethod.Get, "/api/cronjobs/" + job, admin);
        await server.SendAsync(HttpMethod.Post, "/api/cronjobs", admin, new { name = "no schedule" });
        var run = await server.SendAsync(HttpMethod.Post, $"/api/cronjobs/{job}/runs", admin, new { });
        await server.SendAsync(HttpMethod.Post, $"/api/job-runs/{run.Body.GetProperty("id").GetString()}/logs", admin, new { message = "x" });

        (await AuditAsync(server, admin)).Length.ShouldBe(before);
    }

    [Fact]
    public async Task Signing_in_and_out_is_recorded()
    {
        await using var server = await WholeServer.StartAsync();
        var (admin, id) = await server.MakeKeyAsync("admin");
        var cookie = await SessionTests.SignInAsync(server, admin);
        await server.SendAsync(HttpMethod.Delete, "/api/session", null, null, cookie);
        await server.SendAsync(HttpMethod.Post, "/api/session", null, new { key = "jlk_wrong" });

        var records = await AuditAsync(server, admin, "?key_id=" + id);

        records.Select(record => Text(record, "action")).ShouldBe(["sign_out", "sign_in"]);
    }

    private static async Task<string> CreateJobAsync(WholeServer server, string key)
    {
        var (status, body, _) = await server.SendAsync(HttpMethod.Post, "/api/cronjobs", key, new { name = "outside", type = "external" });
        status.ShouldBe(HttpStatusCode.Created);
        return body.GetProperty("id").GetString()!;
    }

    private static async Task<JsonElement[]> AuditAsync(WholeServer server, string key, string query = "") =>
        [.. (await server.SendAsync(HttpMethod.Get, "/api/audit" + query, key)).Body.GetProperty("audit").EnumerateArray()];

    private static string? Text(JsonElement record, string name) => record.GetProperty(name).GetString();
}
