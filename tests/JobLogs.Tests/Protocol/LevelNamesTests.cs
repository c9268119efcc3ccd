using System.Text;
using JobLogs.Protocol;

namespace JobLogs.Tests.Protocol;

public sealed class LevelNamesTests
{
    [Theory]
    [InlineData("DEBUG", JobLogLevel.Debug)]
    [InlineData("TRACE", JobLogLevel.Debug)]
    [InlineData("INFO", JobLogLevel.Info)]
    [InlineData("Information", JobLogLevel.Info)]
    [InlineData("warning", JobLogLevel.Warning)]
    [InlineData("Warn", JobLogLevel.Warning)]
    [InlineData("eRRoR", JobLogLevel.Error)]
    [InlineData("critical", JobLogLevel.Critical)]
    [InlineData("FATAL", JobLogLevel.Critical)]
    public void Reads_names_and_synonyms_in_any_case(string name, JobLogLevel expected)
    {
        LevelNames.TryParse(name, out JobLogLevel fromText).ShouldBeTrue();
        LevelNames.TryParse(Encoding.UTF8.GetBytes(name), out JobLogLevel fromUtf8).ShouldBeTrue();
        (fromText, fromUtf8).ShouldBe((expected, expected));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" INFO")]
    [InlineData("INFO ")]
    [InlineData("NOTICE")]
    [InlineData("ınfo")]
    [InlineData("1")]
    [InlineData("INFORMATIONAL")]
    public void Refuses_other_names(string name)
    {
        LevelNames.TryParse(name, out _).ShouldBeFalse();
        LevelNames.TryParse(Encoding.UTF8.GetBytes(name), out _).ShouldBeFalse();
    }

    [Fact]
    public void Writes_what_it_reads()
    {
        foreach (JobLogLevel level in Enum.GetValues<JobLogLevel>())
        {
            Encoding.UTF8.GetString(LevelNames.Utf8(level)).ShouldBe(LevelNames.ToText(level));
            LevelNames.TryParse(LevelNames.ToText(level), out JobLogLevel read).ShouldBeTrue();
            read.ShouldBe(level);
        }
    }
}
