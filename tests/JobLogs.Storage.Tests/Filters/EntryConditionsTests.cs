using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Tests.Filters;

public sealed class EntryConditionsTests
{
    [Fact]
    public void All_of_them_must_be_met_beside_the_filters_others()
    {
        var matcher = new EntryMatcher(new LogFilter { Levels = LevelSet.Of(EntryLevel.Info), Conditions = ScriptedField.Of(("slower_than", "10"), ("trace", "t1")) });

        matcher.Matches(new EntryView { Level = EntryLevel.Info, DurationMs = 11, TraceId = "t1"u8 }).ShouldBeTrue();
        matcher.Matches(new EntryView { Level = EntryLevel.Info, DurationMs = 10, TraceId = "t1"u8 }).ShouldBeFalse();
        matcher.Matches(new EntryView { Level = EntryLevel.Info, DurationMs = 11, TraceId = "t2"u8 }).ShouldBeFalse();
        matcher.Matches(new EntryView { Level = EntryLevel.Error, DurationMs = 11, TraceId = "t1"u8 }).ShouldBeFalse();
        matcher.Fields.ShouldBe(EntryFields.Level | EntryFields.Duration | EntryFields.TraceId);
    }

    [Fact]
    public void The_folded_message_makes_no_difference_to_them()
    {
        var matcher = new EntryMatcher(new LogFilter { Search = "A", Conditions = ScriptedField.Of(("slower_than", "10")) });

        matcher.Matches(new EntryView { DurationMs = 11 }, "a"u8).ShouldBeTrue();
        matcher.Matches(new EntryView { DurationMs = 9 }, "a"u8).ShouldBeFalse();
    }

    [Fact]
    public void Filters_are_one_only_when_their_fields_have_the_same_values()
    {
        var filter = new LogFilter { Conditions = ScriptedField.Of(("slower_than", "10"), ("trace", "t1")) };

        FilterKey.Of(filter, null).ShouldBe(FilterKey.Of(new LogFilter { Conditions = ScriptedField.Of(("trace", "t1"), ("slower_than", "10")) }, null));
        LogFilter[] others =
        [
            LogFilter.None,
            new() { Conditions = ScriptedField.Of(("slower_than", "10")) },
            new() { Conditions = ScriptedField.Of(("slower_than", "11"), ("trace", "t1")) },
            new() { Conditions = ScriptedField.Of(("slower_than", "10"), ("span", "t1")) },
        ];
        others.ShouldAllBe(other => FilterKey.Of(other, null) != FilterKey.Of(filter, null) && other != filter);
    }

    [Fact]
    public void Steps_are_told_apart_whatever_characters_they_have() =>
        FilterKey.Of(new LogFilter { Steps = ["a\0b"] }, null).ShouldNotBe(FilterKey.Of(new LogFilter { Steps = ["a", "b"] }, null));

    [Fact]
    public void A_value_that_is_wrong_makes_no_condition()
    {
        ScriptedField.All[0].TryMake("wrong", out var condition, out var fault).ShouldBeFalse();

        (condition, fault).ShouldBe((null, "is wrong."));
    }

    [Fact]
    public void There_are_none_without_a_condition() => Should.Throw<ArgumentException>(() => new EntryConditions([]));
}
