using JobLogs.Server.Retention;
using JobLogs.Server.Settings;
using Microsoft.Extensions.Configuration;

namespace JobLogs.Tests.Server.Retention;

public sealed class RetentionOptionsTests
{
    [Theory]
    [InlineData(null, 90)]
    [InlineData("", 90)]
    [InlineData("0", 0)]
    [InlineData("36500", 36_500)]
    public void Is_a_number_of_days(string? text, int days) => Read(text).Days.ShouldBe(days);

    [Theory]
    [InlineData("-1")]
    [InlineData("36501")]
    [InlineData("a week")]
    public void A_wrong_setting_is_told_by_its_name(string text) =>
        Should.Throw<SettingException>(() => Read(text)).Message.ShouldStartWith("LOG_RETENTION_DAYS: ");

    private static RetentionOptions Read(string? text) => RetentionOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection([new("LOG_RETENTION_DAYS", text)]).Build());
}
