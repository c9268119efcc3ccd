using System.Net;
using JobLogs.Server.Access.Callers;
using JobLogs.Server.Access.Keys;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Server.Access.Keys;

/// <summary>How many wrong keys are looked at.</summary>
public sealed class FailureLimitTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void An_address_is_held_up_until_the_minute_is_over_and_others_are_not()
    {
        var limit = Limit(perAddress: 2, inAll: 100);

        Count(limit, "10.0.0.1").ShouldBeNull();
        _time.Advance(TimeSpan.FromSeconds(20));
        Count(limit, "10.0.0.1").ShouldBeNull();
        Count(limit, "10.0.0.1").ShouldBe(40);
        Count(limit, "10.0.0.2").ShouldBeNull();
        _time.Advance(TimeSpan.FromSeconds(40));
        Count(limit, "10.0.0.1").ShouldBeNull();
    }

    [Fact]
    public void All_addresses_together_are_held_up_too()
    {
        var limit = Limit(perAddress: 2, inAll: 3);

        string[] addresses = ["10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4"];
        addresses.Select(address => Count(limit, address) is null).ShouldBe([true, true, true, false]);
    }

    [Theory]
    [InlineData("2001:db8::1", "2001:db8::ffff")]
    [InlineData("10.0.0.1", "::ffff:10.0.0.1")]
    public void One_network_counts_as_one_address(string one, string other)
    {
        var limit = Limit(perAddress: 1, inAll: 100);

        Count(limit, one).ShouldBeNull();
        Count(limit, other).ShouldNotBeNull();
    }

    [Fact]
    public async Task Wrong_keys_are_answered_429_past_the_limit_and_right_ones_are_let_in()
    {
        await using var server = await WholeServer.StartAsync(settings: ["--Access:FailuresPerAddress", "2"]);
        var (admin, _) = await server.MakeKeyAsync("admin");
        await server.SendAsync(HttpMethod.Post, "/api/session", null, new { key = "jlk_wrong" });
        await server.SendAsync(HttpMethod.Get, "/api/cronjobs", "jlk_wrong");

        var (status, body, response) = await server.SendAsync(HttpMethod.Post, "/api/session", null, new { key = "jlk_wrong" });

        status.ShouldBe(HttpStatusCode.TooManyRequests);
        body.GetProperty("code").GetString().ShouldBe("too_many_sign_ins");
        response.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        (await server.SendAsync(HttpMethod.Get, "/api/cronjobs", admin)).Status.ShouldBe(HttpStatusCode.OK);
        (await server.SendAsync(HttpMethod.Get, "/api/cronjobs")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private FailureLimit Limit(int perAddress, int inAll) =>
        new(_time, Options.Create(new KeyOptions { FailuresPerAddress = perAddress, FailuresInAll = inAll }));

    private static int? Count(FailureLimit limit, string address) => limit.Count(IPAddress.Parse(address));
}
