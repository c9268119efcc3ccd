using JobLogs.Server.Handlers.Command;
using JobLogs.Server.Settings;
using Microsoft.Extensions.Configuration;

namespace JobLogs.Tests.Server.Handlers.Command;

public sealed class CommandOptionsTests
{
    [Fact]
    public void Nothing_is_allowed_by_default() => Read().AllowedPrograms.ShouldBeEmpty();

    [Fact]
    public void Programs_are_a_comma_list() =>
        Read(("COMMAND_ALLOWED_PROGRAMS", " /bin/sh, /bin/ls ,")).AllowedPrograms.ShouldBe(["/bin/sh", "/bin/ls"]);

    [Theory]
    [InlineData("COMMAND_ALLOWED_PROGRAMS", "sh", "no absolute path")]
    [InlineData("COMMAND_ALLOWED_PROGRAMS", "./sh", "no absolute path")]
    [InlineData("COMMAND_ALLOWED_PROGRAMS", "/bin/../bin/sh", "no absolute path")]
    [InlineData("COMMAND_ALLOWED_PROGRAMS", "/bin//sh", "no absolute path")]
    [InlineData("COMMAND_ALLOWED_PROGRAMS", "/bin", "no file")]
    [InlineData("COMMAND_ALLOWED_PROGRAMS", "/bin/sh,/no/such/program", "no file '/no/such/program'")]
    [InlineData("COMMAND_STOP_SECONDS", "soon", "whole number")]
    [InlineData("COMMAND_STOP_SECONDS", "301", "whole number")]
    public void A_setting_that_cannot_work_is_named(string setting, string value, string text)
    {
        var message = Should.Throw<SettingException>(() => Read((setting, value))).Message;
        message.ShouldStartWith(setting);
        message.ShouldContain(text);
    }

    private static CommandOptions Read(params (string Name, string Value)[] settings) => CommandOptions.From(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build());
}
