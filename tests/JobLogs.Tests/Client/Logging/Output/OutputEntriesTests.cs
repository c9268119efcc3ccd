using System.Text;
using JobLogs.Client.Logging.Output;
using JobLogs.Protocol;
using JobLogs.Protocol.Entries;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Client.Logging.Output;

/// <summary>What a program writes, as entries.</summary>
public sealed class OutputEntriesTests
{
    private static readonly EntryLimits Small = EntryLimits.Default with { MaxMessageBytes = 256 };

    private readonly RecordingSink _sink = new();

    [Fact]
    public void A_line_is_an_entry_however_its_bytes_come()
    {
        Take(EntryLimits.Default, "开始\n", "hal", "f\r\n\nrest");

        _sink.Entries.Select(entry => (entry.Message, entry.Level, entry.LoggerName, entry.Step)).ShouldBe(
            [("开始", JobLogLevel.Info, "stdout", "s"), ("half", JobLogLevel.Info, "stdout", "s"), ("rest", JobLogLevel.Info, "stdout", "s")]);
    }

    [Fact]
    public void A_line_of_JSON_with_a_message_is_what_it_says()
    {
        Take(EntryLimits.Default, """{"message":"done","level":"error","step":"load","error_code":"e1","duration_ms":7,"details":{"rows":3},"host":"a"}""" + "\n");

        var entry = _sink.Entries.ShouldHaveSingleItem();
        (entry.Message, entry.Level, entry.Step, entry.ErrorCode, entry.DurationMs, entry.Details).ShouldBe(
            ("done", JobLogLevel.Error, "load", "e1", 7, """{"rows":3,"host":"a"}"""));
    }

    [Theory]
    [InlineData("""{"rows":3}""")]
    [InlineData("""{"message":"cut""")]
    [InlineData("""{"message":"\ud800"}""")]
    [InlineData("""{"message":"a","message":"b"}""")]
    [InlineData("""{"message":7}""")]
    public void Other_JSON_is_a_line_like_any_other(string line)
    {
        Take(EntryLimits.Default, line + "\n");

        _sink.Entries.ShouldHaveSingleItem().Message.ShouldBe(line);
    }

    [Fact]
    public void Details_whose_keys_meet_others_of_the_line_stay_as_they_are()
    {
        Take(EntryLimits.Default, """{"message":"m","details":{"host":"b"},"host":"a"}""");

        _sink.Last.Details.ShouldBe("""{"details":{"host":"b"},"host":"a"}""");
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_and_zeros_become_replacement_characters()
    {
        var entries = Entries(EntryLimits.Default);
        entries.Take([(byte)'a', 0xFF, (byte)'b', 0, (byte)'c', (byte)'\n']);

        _sink.Last.Message.ShouldBe("a\uFFFDb\uFFFDc");
    }

    [Fact]
    public void A_line_longer_than_a_message_is_parted_and_says_so()
    {
        Take(Small, new string('x', 600) + "\nnext\n");

        _sink.Entries.Select(entry => (entry.Message.Length, entry.Truncated, entry.Details)).ShouldBe(
            [(256, true, """{"part":1}"""), (256, true, """{"part":2}"""), (88, false, """{"part":3}"""), (4, false, "")]);
    }

    [Fact]
    public void A_long_line_is_parted_behind_a_blank_where_there_is_one_near()
    {
        Take(Small, new string('x', 250) + " secret-word\n");

        _sink.Entries.Select(entry => entry.Message).ShouldBe([new string('x', 250) + " ", "secret-word"]);
    }

    [Fact]
    public void A_long_progress_line_is_parted_between_two_of_its_states()
    {
        var states = string.Concat(Enumerable.Range(0, 100).Select(percent => $"{percent} %\r"));
        Take(Small, states + "\n");

        _sink.Entries.Count.ShouldBeGreaterThan(1);
        _sink.Entries.SkipLast(1).ShouldAllBe(entry => entry.Message.EndsWith("%\r"));
        string.Concat(_sink.Entries.Select(entry => entry.Message)).ShouldBe(states.TrimEnd('\r'));
    }

    [Theory]
    [InlineData("é")]
    [InlineData("中")]
    [InlineData("😀")]
    public void No_character_is_torn_apart(string character)
    {
        var text = "a" + string.Concat(Enumerable.Repeat(character, 400));
        Take(Small, text);

        _sink.Entries.ShouldAllBe(entry => !entry.Message.Contains('\uFFFD') && Encoding.UTF8.GetByteCount(entry.Message) <= 256);
        string.Concat(_sink.Entries.Select(entry => entry.Message)).ShouldBe(text);
    }

    [Fact]
    public void Text_that_replacing_makes_longer_keeps_to_the_limit_too()
    {
        var entries = Entries(Small);
        entries.Take([.. Enumerable.Repeat((byte)0xFF, 200), (byte)'\n']);

        _sink.Entries.ShouldAllBe(entry => Encoding.UTF8.GetByteCount(entry.Message) <= 256);
        _sink.Entries.Sum(entry => entry.Message.Length).ShouldBe(200);
    }

    private void Take(EntryLimits limits, params string[] written)
    {
        var entries = Entries(limits);
        foreach (var part in written)
        {
            entries.Take(Encoding.UTF8.GetBytes(part));
        }

        entries.Complete();
    }

    private OutputEntries Entries(EntryLimits limits) =>
        new(_sink, new OutputSource("stdout"u8.ToArray(), JobLogLevel.Info, "s"u8.ToArray()), limits, new FakeTimeProvider());
}
