using JobLogs.Server.Settings;

namespace JobLogs.Tests.Server.Access;

public sealed class AccessTests
{
    [Theory]
    [InlineData("localhost:8000")]
    [InlineData("LOCALHOST")]
    [InlineData("127.0.0.1:8000")]
    [InlineData("127.8.8.8")]
    [InlineData("[::1]:8000")]
    public async Task Answers_to_the_loopback_names(string host)
    {
        await using var server = await AccessServer.StartAsync();

        var (status, _) = await server.SendAsync(HttpMethod.Get, ("Host", host));

        status.ShouldBe(200);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example:8000")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("192.168.0.5:8000")]
    public async Task Refuses_a_host_that_it_does_not_know(string host)
    {
        await using var server = await AccessServer.StartAsync();

        var (status, body) = await server.SendAsync(HttpMethod.Get, ("Host", host));

        status.ShouldBe(403);
        body.ShouldContain("\"code\":\"unknown_host\"");
    }

    [Fact]
    public async Task Answers_to_the_allowed_hosts_and_still_to_the_loopback_names()
    {
        await using var server = await AccessServer.StartAsync(("ALLOWED_HOSTS", "logs.example.com, other.example.com"));

        (await server.SendAsync(HttpMethod.Get, ("Host", "LOGS.example.com:8000"))).Status.ShouldBe(200);
        (await server.SendAsync(HttpMethod.Get, ("Host", "localhost"))).Status.ShouldBe(200);
        (await server.SendAsync(HttpMethod.Get, ("Host", "third.example.com"))).Status.ShouldBe(403);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost:3000")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Refuses_a_change_that_a_foreign_page_sent(string header, string value)
    {
        await using var server = await AccessServer.StartAsync();

        foreach (var method in (HttpMethod[])[HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete])
        {
            var (status, body) = await server.SendAsync(method, ("Host", "localhost:8000"), (header, value));

            status.ShouldBe(403);
            body.ShouldContain("\"code\":\"foreign_origin\"");
        }
    }

    [Fact]
    public async Task Refuses_a_WebSocket_of_a_foreign_page()
    {
        await using var server = await AccessServer.StartAsync();

        var (status, _) = await server.SendAsync(HttpMethod.Get, ("Host", "localhost"), ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Origin", "https://evil.example"));

        status.ShouldBe(403);
    }

    [Theory]
    [InlineData("Origin", "http://localhost:8000")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("User-Agent", "curl/8.0")]
    public async Task Lets_its_own_pages_and_programs_change_things(string header, string value)
    {
        await using var server = await AccessServer.StartAsync();

        var (status, _) = await server.SendAsync(HttpMethod.Post, ("Host", "localhost:8000"), (header, value));

        status.ShouldBe(200);
    }

    [Fact]
    public async Task An_origin_that_is_named_is_not_foreign()
    {
        await using var server = await AccessServer.StartAsync(("CORS_ORIGINS", "https://ops.example.com"));

        (await server.SendAsync(HttpMethod.Post, ("Origin", "https://ops.example.com"), ("Sec-Fetch-Site", "cross-site"))).Status.ShouldBe(200);
        (await server.SendAsync(HttpMethod.Post, ("Origin", "https://ops.example.com.evil.example"))).Status.ShouldBe(403);
    }

    [Fact]
    public async Task Forwarded_headers_are_believed_only_from_a_trusted_proxy()
    {
        (string, string)[] forwarded = [("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "logs.example.com")];
        await using var trusting = await AccessServer.StartAsync(("TRUSTED_PROXIES", "127.0.0.0/8"), ("ALLOWED_HOSTS", "logs.example.com"));
        await using var wary = await AccessServer.StartAsync(("ALLOWED_HOSTS", "logs.example.com"));

        (await trusting.SendAsync(HttpMethod.Get, forwarded)).Body.ShouldBe("https logs.example.com 203.0.113.9");
        (await wary.SendAsync(HttpMethod.Get, forwarded)).Body.ShouldBe($"http {wary.Address.Authority} 127.0.0.1");
    }

    [Fact]
    public async Task A_forwarded_host_must_be_known_too()
    {
        await using var server = await AccessServer.StartAsync(("TRUSTED_PROXIES", "127.0.0.1"));

        (await server.SendAsync(HttpMethod.Get, ("X-Forwarded-Host", "evil.example"))).Status.ShouldBe(403);
    }

    [Theory]
    [InlineData("CORS_ORIGINS", "ops.example.com")]
    [InlineData("CORS_ORIGINS", "https://ops.example.com/")]
    [InlineData("TRUSTED_PROXIES", "somewhere")]
    public async Task A_wrong_setting_is_named(string setting, string value)
    {
        var refusal = await Should.ThrowAsync<SettingException>(() => AccessServer.StartAsync((setting, value)));

        refusal.Message.ShouldStartWith(setting + ":");
    }
}
