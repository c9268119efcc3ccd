using JobLogs.Server.Schedules;

namespace JobLogs.Tests.Server.Schedules;

public sealed class OccurrenceWalkTests
{
    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text);

    [Fact]
    public void Nothing_is_due_before_its_time() =>
        OccurrenceWalk.Advance(Schedule.Of("0 * * * *"), At("2026-03-01T10:00Z"), At("2026-03-01T09:59:59.999Z"))
            .ShouldBe(new OccurrenceStep(null, 0, At("2026-03-01T10:00Z")));

    [Fact]
    public void An_occurrence_is_due_at_its_instant() =>
        OccurrenceWalk.Advance(Schedule.Of("0 * * * *"), At("2026-03-01T10:00Z"), At("2026-03-01T10:00Z"))
            .ShouldBe(new OccurrenceStep(At("2026-03-01T10:00Z"), 0, At("2026-03-01T11:00Z")));

    [Fact]
    public void One_that_is_late_still_runs() =>
        OccurrenceWalk.Advance(Schedule.Of("0 * * * *"), At("2026-03-01T10:00Z"), At("2026-03-01T10:40Z"))
            .ShouldBe(new OccurrenceStep(At("2026-03-01T10:00Z"), 0, At("2026-03-01T11:00Z")));

    [Fact]
    public void Of_several_missed_the_latest_runs_once() =>
        OccurrenceWalk.Advance(Schedule.Of("0 * * * *"), At("2026-03-01T10:00Z"), At("2026-03-01T14:20Z"))
            .ShouldBe(new OccurrenceStep(At("2026-03-01T14:00Z"), 4, At("2026-03-01T15:00Z")));

    [Fact]
    public void A_year_of_missed_seconds_is_passed_over_at_once() =>
        OccurrenceWalk.Advance(Schedule.Of("*/2 * * * * *"), At("2025-03-01T10:00Z"), At("2026-03-01T10:00:01Z"))
            .ShouldBe(new OccurrenceStep(At("2026-03-01T10:00Z"), OccurrenceWalk.MaxCounted, At("2026-03-01T10:00:02Z")));

    // Every second of one hour a year; the last was nine months ago.
    [Fact]
    public void The_latest_is_found_however_long_ago_it_was() =>
        OccurrenceWalk.Advance(Schedule.Of("* * 0-5 1 1 *"), At("2020-01-01T00:00Z"), At("2026-10-01T00:00Z"))
            .ShouldBe(new OccurrenceStep(At("2026-01-01T05:59:59Z"), OccurrenceWalk.MaxCounted, At("2027-01-01T00:00Z")));

    // Every second of half a year: no walk from the first of them would end in time.
    [Fact]
    public void The_latest_is_found_among_millions() =>
        OccurrenceWalk.Advance(Schedule.Of("* * * * 1-6 *", "Europe/Berlin"), At("2026-01-01T00:00+01:00"), At("2026-12-31T00:00+01:00"))
            .ShouldBe(new OccurrenceStep(At("2026-06-30T23:59:59+02:00"), OccurrenceWalk.MaxCounted, At("2027-01-01T00:00+01:00")));

    [Fact]
    public void A_stored_time_that_the_expression_does_not_name_runs_all_the_same() =>
        OccurrenceWalk.Advance(Schedule.Of("0 * * * *"), At("2026-03-01T10:07Z"), At("2026-03-01T10:08Z"))
            .ShouldBe(new OccurrenceStep(At("2026-03-01T10:07Z"), 0, At("2026-03-01T11:00Z")));

    [Fact]
    public void The_last_occurrence_has_none_after_it() =>
        OccurrenceWalk.Advance(Schedule.Of("0 0 31 12 *"), At("2098-12-31T00:00Z"), At("2098-12-31T00:00Z"))
            .ShouldBe(new OccurrenceStep(At("2098-12-31T00:00Z"), 0, null));

    // Berlin, 2026-10-25: the hour from 02:00 comes twice; a fixed time in it was due in the first.
    [Fact]
    public void Over_a_clock_change_an_occurrence_is_counted_once() =>
        OccurrenceWalk.Advance(Schedule.Of("30 2 * * *", "Europe/Berlin"), At("2026-10-24T00:30Z"), At("2026-10-25T01:45Z"))
            .ShouldBe(new OccurrenceStep(At("2026-10-25T00:30Z"), 1, At("2026-10-26T01:30Z")));
}
