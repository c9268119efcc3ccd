using JobLogs.Server.Handlers.PaperSearch.Arxiv;

namespace JobLogs.Tests.Server.Handlers.PaperSearch.Arxiv;

public sealed class RetryScheduleTests
{
    [Fact]
    public void Doubles_the_wait_and_then_stops() => Enumerable.Range(1, RetrySchedule.MaxAttempts)
        .Select(attempt => new RetrySchedule(() => 0).After(attempt, retryAfter: null)?.TotalSeconds)
        .ShouldBe([3, 6, 12, 24, null]);

    [Fact]
    public void Spreads_the_wait_by_up_to_a_quarter() =>
        new RetrySchedule(() => 0.999).After(1, retryAfter: null)!.Value.TotalSeconds.ShouldBe(3.75, tolerance: 0.01);

    [Fact]
    public void Waits_as_long_as_it_was_asked_to() =>
        new RetrySchedule(() => 0).After(1, TimeSpan.FromSeconds(90)).ShouldBe(TimeSpan.FromSeconds(90));

    [Fact]
    public void Waits_no_shorter_than_its_own_step() =>
        new RetrySchedule(() => 0).After(2, TimeSpan.FromSeconds(1)).ShouldBe(TimeSpan.FromSeconds(6));

    [Fact]
    public void Does_not_wait_longer_than_a_run_would() =>
        new RetrySchedule(() => 0).After(1, RetrySchedule.LongestRest + TimeSpan.FromSeconds(1)).ShouldBeNull();
}
