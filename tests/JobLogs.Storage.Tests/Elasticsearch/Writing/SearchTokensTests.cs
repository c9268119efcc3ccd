using System.Text;
using CsCheck;
using JobLogs.Storage.Elasticsearch.Http;
using JobLogs.Storage.Elasticsearch.Writing;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Tests.Filters;

namespace JobLogs.Storage.Tests.Elasticsearch.Writing;

public sealed class SearchTokensTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "aE")]
    [InlineData("Ab c", "ab bS Sc cE")]
    [InlineData("处理。", "处理 理。 。E")]
    [InlineData("\t\n\r\"\\\u3000", "TN NR RQ QB BW WE")]
    [InlineData("a\u00a0\u2028", "aU0000a0 U0000a0U002028 U002028E")]
    [InlineData("😀x", "😀x xE")]
    public void A_text_becomes_its_pairs(string text, string tokens) => TokensOf(text).ShouldBe(tokens);

    [Fact]
    public void A_token_never_holds_white_space_or_what_JSON_escapes() => Texts.Any.Sample(text =>
    {
        var json = Json(text);
        Encoding.UTF8.GetString(json).ShouldBe($"\"{TokensOf(text)}\"");
        TokensOf(text).Split(' ').SelectMany(token => token).ShouldAllBe(letter => !char.IsWhiteSpace(letter) && !char.IsControl(letter));
        TokensOf(text).ShouldNotContain('\\');
    });

    [Fact]
    public void A_phrase_stands_in_the_tokens_exactly_where_the_text_stands_in_the_other() => Gen.Select(Texts.Any, Gen.Int[0, 20], Gen.Int[2, 9]).Sample((text, start, length) =>
    {
        var needle = string.Concat(text.EnumerateRunes().Skip(start).Take(length));
        if (needle.EnumerateRunes().Count() > 1)
        {
            $" {TokensOf(text)} ".ShouldContain($" {SearchTokens.Phrase(TextFold.FoldToUtf8(needle))} ");
        }
    });

    private static string TokensOf(string text) => Encoding.UTF8.GetString(Json(text)[1..^1]);

    private static byte[] Json(string text)
    {
        using var buffer = new PooledBuffer();
        SearchTokens.WriteJson(TextFold.FoldToUtf8(text), buffer);
        return buffer.Span.ToArray();
    }
}
