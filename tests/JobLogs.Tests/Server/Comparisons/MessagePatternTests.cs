using JobLogs.Server.Comparisons;

namespace JobLogs.Tests.Server.Comparisons;

public sealed class MessagePatternTests
{
    [Theory]
    [InlineData("开始处理论文搜索", "开始处理论文搜索")]
    [InlineData("found 12,403 papers in 1.5 s", "found ‹n› papers in ‹n› s")]
    [InlineData("共 15 篇", "共 ‹n› 篇")]
    [InlineData("at 2025-01-31T10:30:00.123456Z and 2025-01-31 18:30:00+08:00", "at ‹time› and ‹time›")]
    [InlineData("day 2025-01-31, clock 10:30:00", "day ‹time›, clock ‹time›")]
    [InlineData("request 0af76519-16cd-43dd-8448-eb211c80319c done", "request ‹id› done")]
    [InlineData("commit 3e21641a by job_7k2m9q4x1z", "commit ‹id› by ‹id›")]
    [InlineData("page2 of step10", "page‹n› of step‹n›")]
    [InlineData("at 0x7f3a", "at ‹id›")]
    [InlineData("version 10.0.3.", "version ‹n›.")]
    [InlineData("-5 to +7", "-‹n› to +‹n›")]
    [InlineData("deadbeef and facade stay, deadbee1 doesn't", "deadbeef and facade stay, ‹id› doesn't")]
    [InlineData("", "")]
    public void What_changes_from_time_to_time_is_folded(string message, string pattern) =>
        MessagePattern.Of(message).ShouldBe(pattern);

    [Fact]
    public void Messages_that_differ_only_in_what_changes_have_one_pattern() =>
        MessagePattern.Of("paper 2501.00001 took 12 ms at 10:00:00").ShouldBe(MessagePattern.Of("paper 2501.98765 took 1,870 ms at 23:59:59"));
}
