using System.Globalization;
using System.Text;
using CsCheck;
using JobLogs.Storage.Filters;

namespace JobLogs.Storage.Tests.Filters;

public sealed class TextFoldTests
{
    private const string UnicodeFile = "/usr/share/unicode/CaseFolding.txt";

    [Theory]
    [InlineData("GPU Node-7", "gpu node-7")]
    [InlineData("straße", "straße")]
    [InlineData("STRAẞE", "straße")]
    [InlineData("İI", "İi")]
    [InlineData("ıi", "ıi")]
    [InlineData("ΣΑΣ σας", "σασ σασ")]
    [InlineData("\u212A\u212B\u2126", "kåω")]
    [InlineData("Ⱥ Ⱦ", "ⱥ ⱦ")]
    [InlineData("ＡＢＣ，处理", "ａｂｃ，处理")]
    [InlineData("𐐀𞤀", "𐐨𞤢")]
    [InlineData("ﬁ \u00DF", "ﬁ ß")]
    public void Folds_code_point_by_code_point(string text, string folded) => TextFold.Fold(text).ShouldBe(folded);

    [Fact]
    public void Neither_trims_nor_normalises() => TextFold.Fold(" e\u0301\t ").ShouldBe(" e\u0301\t ");

    [Fact]
    public void Is_what_the_pinned_version_of_Unicode_says()
    {
        Assert.SkipUnless(File.Exists(UnicodeFile), "Unicode's CaseFolding.txt is not installed.");
        var lines = File.ReadAllLines(UnicodeFile);
        Assert.SkipUnless(lines[0].Contains(TextFold.UnicodeVersion), "Unicode's CaseFolding.txt is of another version.");
        var foldings = lines.Select(line => line.Split(';', StringSplitOptions.TrimEntries))
            .Where(fields => fields.Length >= 3 && fields[1] is "C" or "S")
            .ToDictionary(fields => int.Parse(fields[0], NumberStyles.HexNumber), fields => int.Parse(fields[2], NumberStyles.HexNumber));

        var wrong = Enumerable.Range(0, 0x110000).Where(codePoint => CaseFold.Of(codePoint) != foldings.GetValueOrDefault(codePoint, codePoint));

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Folds_whole_texts_as_it_folds_their_code_points() => Texts.Any.Sample(text =>
    {
        var one = string.Concat(text.EnumerateRunes().Select(rune => new Rune(CaseFold.Of(rune.Value)).ToString()));
        return TextFold.Fold(text) == one;
    });

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_kept() => Gen.Byte.Array[0, 80].Sample(bytes =>
    {
        var folded = new byte[TextFold.MaxLength(bytes.Length)];
        var length = TextFold.Fold(bytes, folded);
        return !Encoding.Latin1.GetString(folded, 0, length).Any(char.IsAsciiLetterUpper);
    });

    [Fact]
    public void Folding_twice_changes_nothing_more() => Texts.Any.Sample(text => TextFold.Fold(TextFold.Fold(text)) == TextFold.Fold(text));
}
