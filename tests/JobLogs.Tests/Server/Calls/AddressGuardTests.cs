using System.Net;
using JobLogs.Server.Calls;
using JobLogs.Server.Settings;
using Microsoft.Extensions.Configuration;

namespace JobLogs.Tests.Server.Calls;

public sealed class AddressGuardTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.8")]
    [InlineData("192.0.2.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.19.0.1")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.250")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::127.0.0.1")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("64:ff9b:1::8.8.8.8")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2002:808:808::1")]
    [InlineData("3fff::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%2")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void An_address_that_is_not_public_is_refused(string address) => AddressGuard.IsPublic(IPAddress.Parse(address)).ShouldBeFalse();

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("8.8.8.8")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.1")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("223.255.255.254")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("2606:4700::1111")]
    public void A_public_address_is_not(string address) => AddressGuard.IsPublic(IPAddress.Parse(address)).ShouldBeTrue();

    [Theory]
    [InlineData("10.0.0.0/8", "db", "10.9.8.7", true)]
    [InlineData("10.0.0.0/8", "db", "::ffff:10.9.8.7", true)]
    [InlineData("10.0.0.0/8", "db", "192.168.0.1", false)]
    [InlineData("192.168.0.1", "db", "192.168.0.1", true)]
    [InlineData("192.168.0.1", "db", "192.168.0.2", false)]
    [InlineData("fd00::/8", "db", "fd12::1", true)]
    [InlineData("Build.Internal", "build.internal", "10.0.0.1", true)]
    [InlineData("build.internal", "evil.build.internal", "10.0.0.1", false)]
    [InlineData("", "db", "10.0.0.1", false)]
    [InlineData("none", "none", "10.0.0.1", false)]
    public void A_setting_allows_networks_addresses_and_hosts(string setting, string host, string address, bool allowed) =>
        new AddressGuard(Read(setting)).Allows(host, IPAddress.Parse(address)).ShouldBe(allowed);

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("http://build")]
    [InlineData("build:8080")]
    [InlineData("*.internal")]
    public void A_setting_that_cannot_work_is_named(string setting) =>
        Should.Throw<SettingException>(() => Read(setting)).Message.ShouldStartWith("HTTP_ALLOWED_NETWORKS: '" + setting);

    [Theory]
    [InlineData("", "10.0.0.1", true)]
    [InlineData("", "192.168.0.1", false)]
    [InlineData("192.168.0.0/16", "10.0.0.1", false)]
    [InlineData("192.168.0.0/16", "192.168.0.1", true)]
    [InlineData("none", "10.0.0.1", false)]
    [InlineData("none", "8.8.8.8", true)]
    public void A_setting_takes_the_place_of_what_is_allowed_without_it(string setting, string address, bool allowed) =>
        new AddressGuard(Read(setting, "10.0.0.0/8")).Allows("db", IPAddress.Parse(address)).ShouldBe(allowed);

    private static AllowedAddresses Read(string setting, string standard = "") => AllowedAddresses.From(
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("HTTP_ALLOWED_NETWORKS", (string?)setting)]).Build(),
        "HTTP_ALLOWED_NETWORKS",
        standard);
}
