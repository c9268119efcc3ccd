using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Notices;

namespace JobLogs.Storage.Tests.PostgreSql;

/// <summary>The text of a notice.</summary>
public sealed class CommitNoticeTests
{
    private static readonly Guid Writer = Guid.NewGuid();

    [Fact]
    public void A_notice_comes_back_as_it_was()
    {
        var notice = new CommitNotice(4711, Writer, [new JobId(1), new JobId(8_388_607)]);

        var read = CommitNotice.Parse(notice.ToPayload()).ShouldNotBeNull();

        (read.Commit, read.Writer).ShouldBe((4711, Writer));
        read.Jobs.ShouldBe(notice.Jobs);
    }

    [Fact]
    public void Too_many_jobs_to_name_are_not_named()
    {
        var payload = new CommitNotice(1, Writer, [.. Enumerable.Range(4_000_000, 2_000).Select(number => new JobId(number))]).ToPayload();

        payload.Length.ShouldBeLessThan(8_000);
        CommitNotice.Parse(payload).ShouldBe(new CommitNotice(1, Writer, null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("x 00000000000000000000000000000000 *")]
    [InlineData("1 00000000000000000000000000000000 a,b")]
    public void What_is_no_notice_is_none(string payload) => CommitNotice.Parse(payload).ShouldBeNull();
}
