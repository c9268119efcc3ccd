using System.Text;
using CsCheck;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Tests.Filters;

public sealed class EntryMatcherTests
{
    [Fact]
    public void An_empty_filter_matches_every_entry_and_reads_nothing()
    {
        var matcher = new EntryMatcher(LogFilter.None);

        matcher.Matches(default).ShouldBeTrue();
        matcher.Fields.ShouldBe(EntryFields.None);
    }

    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(1, 1, true)]
    [InlineData(2, 1, false)]
    [InlineData(2, 2, true)]
    [InlineData(0, 2, false)]
    public void An_entry_that_does_not_say_its_attempt_is_of_the_first(int attempt, int asked, bool matches) =>
        new EntryMatcher(new LogFilter { Attempt = asked }).Matches(new EntryView { Attempt = attempt }).ShouldBe(matches);

    [Theory]
    [InlineData(99, false)]
    [InlineData(100, true)]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void Both_ends_of_a_time_range_are_in_it(long at, bool matches) =>
        new EntryMatcher(new LogFilter { StartMicros = 100, EndMicros = 200 }).Matches(new EntryView { TimestampMicros = at }).ShouldBe(matches);

    [Theory]
    [InlineData("load", true)]
    [InlineData("save", true)]
    [InlineData("Load", false)]
    [InlineData("loader", false)]
    [InlineData("", false)]
    public void A_step_is_one_of_those_asked_for_byte_by_byte(string step, bool matches) =>
        new EntryMatcher(new LogFilter { Steps = ["load", "save"] }).Matches(new EntryView { Step = Encoding.UTF8.GetBytes(step) }).ShouldBe(matches);

    [Fact]
    public void The_run_of_the_scope_and_another_of_the_filter_match_nothing() =>
        new EntryMatcher(new LogFilter { Run = new RunId(1) }, new RunId(2)).Matches(new EntryView { Run = new RunId(2) }).ShouldBeFalse();

    [Fact]
    public void Searches_as_folding_both_texts_would() => Gen.Select(Texts.Any, Texts.Any, Gen.Int[0, 30], Gen.Int[1, 6], Gen.Bool)
        .Sample((message, other, start, length, cut) =>
        {
            var needle = cut ? string.Concat(message.EnumerateRunes().Skip(start).Take(length)) : other;
            var matcher = new EntryMatcher(new LogFilter { Search = needle });
            var expected = TextFold.Fold(message).Contains(TextFold.Fold(needle), StringComparison.Ordinal);

            return matcher.Matches(new EntryView { Message = Encoding.UTF8.GetBytes(message) }) == expected
                && matcher.Matches(default, TextFold.FoldToUtf8(message)) == expected;
        });

    [Fact]
    public void Searches_messages_of_any_length()
    {
        var matcher = new EntryMatcher(new LogFilter { Search = "END" });

        matcher.Matches(new EntryView { Message = Encoding.UTF8.GetBytes(new string('É', 30_000) + "end") }).ShouldBeTrue();
    }

    [Fact]
    public void Allocates_nothing()
    {
        var matcher = new EntryMatcher(new LogFilter { Search = "absent", Steps = ["a", "b"], Levels = LevelSet.AtLeast(EntryLevel.Info) });
        var message = Encoding.UTF8.GetBytes("Downloaded Paper 2301.01234 处理论文");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            matcher.Matches(new EntryView { Message = message, Level = EntryLevel.Info, Step = "a"u8 });
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
