using System.Net;
using System.Text.Json;
using JobLogs.Server.Access.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace JobLogs.Tests.Server.Access.Keys;

/// <summary>Making, showing and revoking keys, and when the server asks for them.</summary>
public sealed class KeyEndpointTests
{
    [Fact]
    public async Task A_server_without_keys_lets_everybody_do_everything()
    {
        await using var server = await WholeServer.StartAsync();

        (await server.SendAsync(HttpMethod.Get, "/api/keys")).Status.ShouldBe(HttpStatusCode.OK);
        var session = (await server.SendAsync(HttpMethod.Get, "/api/session")).Body;
        session.GetProperty("sign_in_required").GetBoolean().ShouldBeFalse();
        session.GetProperty("role").GetString().ShouldBe("admin");
    }

    [Fact]
    public async Task With_the_first_key_the_server_begins_to_ask_at_once()
    {
        await using var server = await WholeServer.StartAsync();
        var (admin, _) = await server.MakeKeyAsync("admin");

        var (status, body, response) = await server.SendAsync(HttpMethod.Get, "/api/cronjobs");

        status.ShouldBe(HttpStatusCode.Unauthorized);
        body.GetProperty("code").GetString().ShouldBe("not_signed_in");
        response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer realm=\"joblogs\"");
        (await server.SendAsync(HttpMethod.Get, "/api/cronjobs", admin)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_first_key_must_be_able_to_manage_keys()
    {
        await using var server = await WholeServer.StartAsync();

        var (status, body, _) = await server.SendAsync(HttpMethod.Post, "/api/keys", null, new { name = "v", role = "viewer" });

        status.ShouldBe(HttpStatusCode.Conflict);
        body.GetProperty("code").GetString().ShouldBe("first_key_not_admin");
        (await server.SendAsync(HttpMethod.Get, "/api/cronjobs")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_text_of_a_key_is_told_once_and_kept_nowhere()
    {
        var folder = Directory.CreateTempSubdirectory("joblogs-keys-").FullName;
        string text;
        await using (var server = await WholeServer.StartAsync(folder: folder))
        {
            (text, var id) = await server.MakeKeyAsync("admin", name: "me");

            var list = (await server.SendAsync(HttpMethod.Get, "/api/keys", text)).Body;

            list.GetRawText().ShouldNotContain(text);
            var key = list.GetProperty("keys").EnumerateArray().ShouldHaveSingleItem();
            key.GetProperty("id").GetString().ShouldBe(id);
            text.ShouldStartWith(key.GetProperty("prefix").GetString()! + "_");
            (key.GetProperty("name").GetString(), key.GetProperty("role").GetString(), key.GetProperty("status").GetString()).ShouldBe(("me", "admin", "active"));
        }

        var secret = text[(text.LastIndexOf('_') + 1)..];
        foreach (var file in Directory.GetFiles(folder))
        {
            File.ReadAllText(file).ShouldNotContain(secret);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_at_once()
    {
        await using var server = await WholeServer.StartAsync();
        var (admin, _) = await server.MakeKeyAsync("admin");
        var (viewer, id) = await server.MakeKeyAsync("viewer", admin);

        (await server.SendAsync(HttpMethod.Delete, "/api/keys/" + id, admin)).Status.ShouldBe(HttpStatusCode.NoContent);

        var (status, body, response) = await server.SendAsync(HttpMethod.Get, "/api/cronjobs", viewer);
        status.ShouldBe(HttpStatusCode.Unauthorized);
        body.GetProperty("code").GetString().ShouldBe("bad_credentials");
        response.Headers.WwwAuthenticate.ToString().ShouldContain("invalid_token");
        (await server.SendAsync(HttpMethod.Delete, "/api/keys/" + id, admin)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_key_ends_when_it_expires()
    {
        var time = WholeServer.FakeTime();
        await using var server = await WholeServer.StartAsync(time);
        var (admin, _) = await server.MakeKeyAsync("admin");
        var (viewer, _) = await server.MakeKeyAsync("viewer", admin, expiresAt: "2026-01-02T03:04:15Z");
        (await server.SendAsync(HttpMethod.Get, "/api/cronjobs", viewer)).Status.ShouldBe(HttpStatusCode.OK);

        time.Advance(TimeSpan.FromSeconds(10));

        var (status, body, _) = await server.SendAsync(HttpMethod.Get, "/api/cronjobs", viewer);
        status.ShouldBe(HttpStatusCode.Unauthorized);
        body.GetProperty("detail").GetString()!.ShouldContain("has expired");
    }

    [Fact]
    public async Task The_last_admin_key_is_not_revoked()
    {
        await using var server = await WholeServer.StartAsync();
        var (admin, id) = await server.MakeKeyAsync("admin");
        await server.MakeKeyAsync("operator", admin);

        var (status, body, _) = await server.SendAsync(HttpMethod.Delete, "/api/keys/" + id, admin);

        status.ShouldBe(HttpStatusCode.Conflict);
        body.GetProperty("code").GetString().ShouldBe("last_admin_key");
        (await server.SendAsync(HttpMethod.Get, "/api/keys", admin)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("""{"role": "viewer"}""", "name")]
    [InlineData("""{"name": "x"}""", "role")]
    [InlineData("""{"name": "x", "role": "king"}""", "role")]
    [InlineData("""{"name": "x", "role": "viewer", "expires_at": "2020-01-01T00:00:00Z"}""", "expires_at")]
    [InlineData("""{"name": "x", "role": "viewer", "colour": "red"}""", "colour")]
    public async Task A_wrong_field_is_named(string json, string field)
    {
        await using var server = await WholeServer.StartAsync();

        var (status, body, _) = await server.SendAsync(HttpMethod.Post, "/api/keys", null, JsonElement.Parse(json));

        status.ShouldBe(HttpStatusCode.BadRequest);
        body.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(body.GetRawText());
    }

    [Theory]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer")]
    [InlineData("Bearer jlk_0000000000_0000000000000000000000000000000000000000000000000000")]
    [InlineData("Bearer jlk_0000000000-0000000000000000000000000000000000000000000000000000")]
    public async Task What_is_no_key_is_refused(string authorization)
    {
        await using var server = await WholeServer.StartAsync();
        await server.MakeKeyAsync("admin");

        var (status, body, _) = await server.SendAsync(HttpMethod.Get, "/api/cronjobs", null, null, ("Authorization", authorization));

        status.ShouldBe(HttpStatusCode.Unauthorized);
        body.GetProperty("code").GetString().ShouldBe("bad_credentials");
    }

    [Fact]
    public async Task A_key_with_one_character_changed_is_none()
    {
        await using var server = await WholeServer.StartAsync();
        var (admin, _) = await server.MakeKeyAsync("admin");
        var changed = admin[..^1] + (admin[^1] == 'a' ? 'b' : 'a');

        (await server.SendAsync(HttpMethod.Get, "/api/cronjobs", changed)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_last_use_is_written_in_the_background()
    {
        var time = WholeServer.FakeTime();
        await using var server = await WholeServer.StartAsync(time);
        var (admin, id) = await server.MakeKeyAsync("admin");
        time.Advance(TimeSpan.FromSeconds(2));
        await server.SendAsync(HttpMethod.Get, "/api/cronjobs", admin);

        await server.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<KeyUpkeep>().Single().WriteUsesAsync(TestContext.Current.CancellationToken);

        var key = (await server.SendAsync(HttpMethod.Get, "/api/keys/" + id, admin)).Body;
        key.GetProperty("last_used_at").GetString().ShouldBe("2026-01-02T03:04:07.000000Z");
    }

    [Fact]
    public async Task Keys_outlive_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("joblogs-keys-").FullName;
        string admin;
        await using (var first = await WholeServer.StartAsync(folder: folder))
        {
            (admin, _) = await first.MakeKeyAsync("admin");
        }

        await using (var second = await WholeServer.StartAsync(folder: folder))
        {
            (await second.SendAsync(HttpMethod.Get, "/api/cronjobs")).Status.ShouldBe(HttpStatusCode.Unauthorized);
            (await second.SendAsync(HttpMethod.Get, "/api/cronjobs", admin)).Status.ShouldBe(HttpStatusCode.OK);
        }

        Directory.Delete(folder, recursive: true);
    }
}
