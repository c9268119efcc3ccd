using System.Net;

namespace JobLogs.Tests.Server.Access.Keys;

/// <summary>Sessions of the page.</summary>
public sealed class SessionTests
{
    [Fact]
    public async Task Whoever_signs_in_gets_a_cookie_that_scripts_and_other_sites_do_not_get()
    {
        await using var server = await WholeServer.StartAsync();
        var (admin, _) = await server.MakeKeyAsync("admin");

        var (status, body, response) = await server.SendAsync(HttpMethod.Post, "/api/session", null, new { key = admin });

        status.ShouldBe(HttpStatusCode.OK);
        body.GetProperty("role").GetString().ShouldBe("admin");
        var cookie = response.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        cookie.ShouldContain("path=/");
        cookie.ShouldNotContain("secure");
        cookie.ShouldNotContain(admin);
    }

    [Fact]
    public async Task Behind_https_the_cookie_is_for_https_only()
    {
        await using var server = await WholeServer.StartAsync(settings: ["--TRUSTED_PROXIES", "127.0.0.1"]);
        var (admin, _) = await server.MakeKeyAsync("admin");

        var (_, _, response) = await server.SendAsync(HttpMethod.Post, "/api/session", null, new { key = admin }, ("X-Forwarded-Proto", "https"));

        response.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem().ShouldContain("secure");
    }

    [Fact]
    public async Task A_session_may_do_what_its_key_may()
    {
        await using var server = await WholeServer.StartAsync();
        var (admin, _) = await server.MakeKeyAsync("admin");
        var (viewer, _) = await server.MakeKeyAsync("viewer", admin);
        var cookie = await SignInAsync(server, viewer);

        (await server.SendAsync(HttpMethod.Get, "/api/cronjobs", null, null, cookie)).Status.ShouldBe(HttpStatusCode.OK);
        (await server.SendAsync(HttpMethod.Get, "/api/keys", null, null, cookie)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await server.SendAsync(HttpMethod.Get, "/api/session", null, null, cookie)).Body.GetProperty("key_name").GetString().ShouldBe("viewer");
    }

    [Fact]
    public async Task A_wrong_key_beside_a_good_session_is_refused()
    {
        await using var server = await WholeServer.StartAsync();
        var (admin, _) = await server.MakeKeyAsync("admin");
        var cookie = await SignInAsync(server, admin);

        (await server.SendAsync(HttpMethod.Get, "/api/cronjobs", "jlk_wrong", null, cookie)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_session_ends_with_its_key()
    {
        await using var server = await WholeServer.StartAsync();
        var (admin, _) = await server.MakeKeyAsync("admin");
        var (viewer, id) = await server.MakeKeyAsync("viewer", admin);
        var cookie = await SignInAsync(server, viewer);

        await server.SendAsync(HttpMethod.Delete, "/api/keys/" + id, admin);

        (await server.SendAsync(HttpMethod.Get, "/api/cronjobs", null, null, cookie)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_not_the_key()
    {
        await using var server = await WholeServer.StartAsync();
        var (admin, _) = await server.MakeKeyAsync("admin");
        var cookie = await SignInAsync(server, admin);

        var (status, _, response) = await server.SendAsync(HttpMethod.Delete, "/api/session", null, null, cookie);

        status.ShouldBe(HttpStatusCode.NoContent);
        response.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem().ShouldContain("expires=Thu, 01 Jan 1970");
        (await server.SendAsync(HttpMethod.Get, "/api/cronjobs", null, null, cookie)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await server.SendAsync(HttpMethod.Get, "/api/cronjobs", admin)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_session_outlives_a_restart_and_ends_by_itself()
    {
        var folder = Directory.CreateTempSubdirectory("joblogs-keys-").FullName;
        var time = WholeServer.FakeTime();
        (string, string) cookie;
        await using (var first = await WholeServer.StartAsync(time, folder, "--Access:SessionHours", "1"))
        {
            var (admin, _) = await first.MakeKeyAsync("admin");
            cookie = await SignInAsync(first, admin);
        }

        await using (var second = await WholeServer.StartAsync(time, folder, "--Access:SessionHours", "1"))
        {
            time.Advance(TimeSpan.FromMinutes(59));
            (await second.SendAsync(HttpMethod.Get, "/api/cronjobs", null, null, cookie)).Status.ShouldBe(HttpStatusCode.OK);
            time.Advance(TimeSpan.FromMinutes(1));
            (await second.SendAsync(HttpMethod.Get, "/api/cronjobs", null, null, cookie)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_foreign_page_can_neither_sign_in_nor_use_a_session()
    {
        await using var server = await WholeServer.StartAsync();
        var (admin, _) = await server.MakeKeyAsync("admin");
        var cookie = await SignInAsync(server, admin);

        var signIn = await server.SendAsync(HttpMethod.Post, "/api/session", null, new { key = admin }, ("Origin", "https://evil.example"));
        var change = await server.SendAsync(HttpMethod.Post, "/api/cronjobs", null, new { name = "x" }, cookie, ("Origin", "https://evil.example"));

        signIn.Status.ShouldBe(HttpStatusCode.Forbidden);
        change.Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Where_there_are_no_keys_there_is_nothing_to_sign_in_to()
    {
        await using var server = await WholeServer.StartAsync();

        (await server.SendAsync(HttpMethod.Post, "/api/session", null, new { key = "jlk_x" })).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    internal static async Task<(string Name, string Value)> SignInAsync(WholeServer server, string key)
    {
        var (status, _, response) = await server.SendAsync(HttpMethod.Post, "/api/session", null, new { key });
        status.ShouldBe(HttpStatusCode.OK);
        return ("Cookie", response.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
    }
}
