using System.Text;
using CsCheck;
using JobLogs.Protocol.Cursors;
using JobLogs.Protocol.Ids;

namespace JobLogs.Tests.Protocol.Cursors;

public sealed class CursorTextTests
{
    private const ulong Salt = 0x9E37_79B9_7F4A_7C15;

    private static readonly Gen<CursorFields> AnyCursor =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, JobIdText.MaxJob], Gen.Long[0, long.MaxValue], Gen.Long[0, 1L << 41], Gen.Long[0, long.MaxValue])
            .Select((kind, job, number, seq, last) => new CursorFields(kind == 0, job, kind == 0 ? number : 0, seq, last)
            {
                EndOfRun = kind == 1 ? number : 0,
            });

    [Fact]
    public void Reads_what_it_writes() =>
        Gen.Select(AnyCursor, Gen.ULong).Sample((fields, salt) =>
        {
            string text = CursorText.ToText(fields, salt);
            text.Length.ShouldBeLessThanOrEqualTo(CursorText.MaxLength);
            text.ShouldAllBe(character => char.IsAsciiLetterOrDigit(character) || character == '-' || character == '_');
            CursorText.TryParse(text, salt, out CursorFields read).ShouldBeTrue();
            read.ShouldBe(fields);
        });

    [Fact]
    public void Any_one_changed_character_is_refused() => AnyCursor.Sample(
        fields =>
        {
            const string Replacements = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=. %\n\0é中";
            string text = CursorText.ToText(fields, Salt);
            for (int at = 0; at < text.Length; at++)
            {
                foreach (char replacement in Replacements)
                {
                    string changed = text[..at] + replacement + text[(at + 1)..];
                    if (replacement != text[at] && CursorText.TryParse(changed, Salt, out _))
                    {
                        throw new InvalidOperationException($"{changed} was read, from {text}.");
                    }
                }
            }
        },
        iter: 200);

    [Fact]
    public void A_missing_or_added_character_is_refused() => AnyCursor.Sample(
        fields =>
        {
            string text = CursorText.ToText(fields, Salt);
            for (int at = 0; at <= text.Length; at++)
            {
                CursorText.TryParse(text.Insert(at, "A"), Salt, out _).ShouldBeFalse();
                CursorText.TryParse(text.AsSpan(0, at), Salt, out _).ShouldBe(at == text.Length);
            }
        },
        iter: 100);

    [Fact]
    public void Another_database_refuses_it() =>
        Gen.Select(AnyCursor, Gen.ULong, Gen.ULong).Where((_, mine, other) => mine != other).Sample((fields, mine, other) =>
            CursorText.TryParse(CursorText.ToText(fields, mine), other, out _).ShouldBeFalse());

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("EA")]
    [InlineData("not a cursor")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Noise_is_refused(string text)
    {
        CursorText.TryParse(text, Salt, out CursorFields fields).ShouldBeFalse();
        fields.ShouldBe(default);
    }

    [Fact]
    public void Is_short()
    {
        CursorText.ToText(new CursorFields(false, 12, 0, 4711, 3), Salt).Length.ShouldBeLessThanOrEqualTo(12);
        CursorText.ToText(new CursorFields(true, JobIdText.MaxJob, long.MaxValue, long.MaxValue, long.MaxValue), Salt)
            .Length.ShouldBe(CursorText.MaxLength);
        CursorText.ToText(new CursorFields(false, JobIdText.MaxJob, 0, long.MaxValue, long.MaxValue) { EndOfRun = long.MaxValue }, Salt)
            .Length.ShouldBe(CursorText.MaxLength);
    }

    [Fact]
    public void The_span_overload_writes_the_same()
    {
        var fields = new CursorFields(true, 7, 99, 1234, 5);
        Span<byte> utf8 = stackalloc byte[CursorText.MaxLength];
        Encoding.ASCII.GetString(utf8[..CursorText.Format(fields, Salt, utf8)]).ShouldBe(CursorText.ToText(fields, Salt));
    }
}
