using JobLogs.Server.Alerts;
using JobLogs.Storage.Model;

namespace JobLogs.Tests.Server.Alerts;

/// <summary>Whatever an alert says, its kind and values are read back from it.</summary>
public sealed class AlertSentencesTests
{
    private const long Second = 1_000_000;
    private const long Due = 1_770_000_000 * Second;
    private const string DueText = "2026-02-02T02:40:00.000000Z";

    /// <summary>Names that look like parts of the sentences.</summary>
    public static TheoryData<string> Names => ["nightly", "订单对账", "it's 'it'", "a\nb", "' was due at noon", "x' has written nothing for 5 s."];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_run_that_ended_badly(string job)
    {
        Read(AlertSentences.Ended(job, RunStatus.TimedOut, null)).ShouldBe(("run_ended", $"job={job}; status=timed_out"));
        Read(AlertSentences.Ended(job, RunStatus.Failed, "no paper:\nout. A run of 'x' ended as failed."))
            .ShouldBe(("run_ended", $"job={job}; status=failed; why=no paper:\nout. A run of 'x' ended as failed."));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_run_that_was_missed(string job)
    {
        Read(AlertSentences.NotStarted(job, Due)).ShouldBe(("not_started", $"job={job}; due={DueText}"));
        Read(AlertSentences.StartedLate(job, Due, 200 * Second)).ShouldBe(("started_late", $"job={job}; due={DueText}; late=3 min 20 s"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_run_that_goes_on_and_one_that_is_silent(string job)
    {
        Read(AlertSentences.Overran(job, 7_500 * Second, 7_200 * Second)).ShouldBe(("overran", $"job={job}; took=2 h 5 min; limit=2 h"));
        Read(AlertSentences.Silent(job, 5_500_000)).ShouldBe(("silent", $"job={job}; silent=5.5 s"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(21)]
    public void Entries_that_match(int count) =>
        Read(AlertSentences.Matched(count, 300 * Second, "within 2 s, the last: x\ny")).ShouldBe(("matched", $"count={count}; window=5 min; message=within 2 s, the last: x\ny"));

    [Theory]
    [InlineData("A run of the job has completed.", "completed")]
    [InlineData("The run writes again.", "writes_again")]
    [InlineData("The rule was changed.", "rule_changed")]
    [InlineData("The rule was deleted.", "rule_deleted")]
    [InlineData("The job was deleted.", "job_deleted")]
    public void Why_an_alert_ended(string resolution, string code) => Read(resolution).ShouldBe((code, ""));

    [Theory]
    [InlineData("")]
    [InlineData("A run of 'a name that was cut…")]
    [InlineData("Something that a later server says.")]
    public void Another_sentence_is_of_no_kind(string sentence) => AlertSentences.Read(sentence).ShouldBeNull();

    private static (string Code, string Values) Read(string sentence)
    {
        var detail = AlertSentences.Read(sentence).ShouldNotBeNull();
        return (detail.Code, string.Join("; ", detail.Values.Select(value => $"{value.Key}={value.Value}")));
    }
}
