using System.Text;
using CsCheck;
using JobLogs.Storage.Blocks;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Tests.Filters;

namespace JobLogs.Storage.Tests.Blocks;

public sealed class BlockFilterTests
{
    [Fact]
    public void A_block_is_never_passed_over_for_a_needle_cut_from_one_of_its_messages() =>
        Gen.Select(Texts.Any.Array[1, 12], Gen.Int, Gen.Int, Gen.Int, Gen.Bool).Sample((messages, pick, start, length, upper) =>
        {
            var filter = FilterOf(messages);
            var runes = messages[(int)((uint)pick % messages.Length)].EnumerateRunes().ToArray();
            var from = (int)((uint)start % (runes.Length + 1));
            var needle = string.Concat(runes.Skip(from).Take(1 + (int)((uint)length % 12)));

            return MayContain(filter, upper ? needle.ToUpperInvariant() is var loud && TextFold.Fold(loud) == TextFold.Fold(needle) ? loud : needle : needle);
        });

    [Fact]
    public void A_block_is_never_passed_over_for_any_text_that_one_of_its_messages_contains() =>
        Gen.Select(Texts.Any.Array[1, 12], Texts.Any).Sample((messages, needle) =>
        {
            var folded = TextFold.Fold(needle);
            return MayContain(FilterOf(messages), needle) || !messages.Any(message => TextFold.Fold(message).Contains(folded));
        });

    [Fact]
    public void Bytes_that_are_no_UTF_8_hide_no_match() =>
        Gen.Select(Gen.Byte.Array[0, 12], Texts.Any, Gen.Byte.Array[0, 12]).Sample((before, needle, after) =>
        {
            var builder = new BlockBuilder();
            builder.Add(new EntryView { Seq = 1, Message = [.. before, .. Encoding.UTF8.GetBytes(needle), .. after] });
            return MayContain(builder.BuildFilter(), needle);
        });

    [Theory]
    [InlineData("quantum")]
    [InlineData("量子")]
    [InlineData("987")]
    [InlineData("мир")]
    public void A_block_without_a_word_is_passed_over(string absent) =>
        MayContain(FilterOf(["Searching papers about vision", "处理论文 2301.01234", "Привет"]), absent).ShouldBeFalse();

    [Theory]
    [InlineData("处")]
    [InlineData("%")]
    [InlineData("qz")]
    [InlineData("a1b2c")]
    public void A_needle_without_tokens_prunes_nothing(string needle) => MayContain(FilterOf(["something else"]), needle).ShouldBeTrue();

    [Fact]
    public void A_filter_of_an_unknown_version_prunes_nothing()
    {
        var filter = FilterOf(["something else"]);
        filter[0] = 99;

        MayContain(filter, "absent").ShouldBeTrue();
    }

    [Fact]
    public void About_one_block_in_a_hundred_is_read_for_nothing()
    {
        var builder = new BlockBuilder();
        for (var i = 0; i < 256; i++)
        {
            builder.Add(new EntryView { Seq = i, Message = Encoding.UTF8.GetBytes(string.Create(null, $"论{(char)(0x4E00 + (i * 7))}{(char)(0x6000 + (i * 5))} {i}")) });
        }

        var filter = builder.BuildFilter().ToArray();
        var wrong = Enumerable.Range(0, 5000).Count(i => MayContain(filter, string.Create(null, $"{(char)(0x7000 + (i % 500))}{(char)(0x8000 + (i / 5))}")));

        wrong.ShouldBeLessThan(100);
    }

    private static byte[] FilterOf(string[] messages)
    {
        var builder = new BlockBuilder();
        builder.Reset();
        for (var i = 0; i < messages.Length; i++)
        {
            builder.Add(new EntryView { Seq = i, Message = Encoding.UTF8.GetBytes(messages[i]) });
        }

        return builder.BuildFilter().ToArray();
    }

    private static bool MayContain(ReadOnlySpan<byte> filter, string needle)
    {
        var tokens = new TokenSet();
        Tokens.AddText(TextFold.FoldToUtf8(needle), tokens);
        return BlockFilter.MayContain(filter, tokens.ToWanted());
    }
}
