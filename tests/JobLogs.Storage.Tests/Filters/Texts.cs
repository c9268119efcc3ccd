using System.Text;
using CsCheck;

namespace JobLogs.Storage.Tests.Filters;

/// <summary>Texts as people and programs log them, only worse.</summary>
internal static class Texts
{
    private static readonly string[] Pieces =
    [
        "error", "ERROR", "Gpu", "node-7", "100%", "a_b", "\"quoted\"", "it's", @"C:\temp\x", "\n", "\t", " ", "  ", "2301.01234",
        "处理", "论文", "搜索失败", "处", "数据库连接", "，", "。", "（完成）", "かな", "カナ", "한국어", "𠀀𠀁", "😀", "👩‍💻", "ß", "ẞ", "STRASSE",
        "İstanbul", "ıI", "Σίσυφος", "ΣΑΣ", "\u212Aelvin", "Привет", "МИР", "ＡＢＣ", "e\u0301", "Ⱥ", "ﬁ", "\u2028", "\u00A0", "…", "—",
    ];

    private static readonly Gen<string> CodePoint = Gen.Frequency(
        (3, Gen.Int[0x20, 0x7E]),
        (2, Gen.Int[0x4E00, 0x4E40]),
        (2, Gen.Int[0xA0, 0x530]),
        (1, Gen.Int[0x1E00, 0x2FFF]),
        (1, Gen.Int[0xA640, 0xABFF]),
        (1, Gen.Int[0xE000, 0xFFFF]),
        (1, Gen.Int[0x10000, 0x10FFFF]))
        .Select(value => new Rune(value).ToString());

    /// <summary>Anything, empty too; always well-formed.</summary>
    internal static Gen<string> Any { get; } = Gen.OneOf(Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]), CodePoint).Array[0, 24].Select(parts => string.Concat(parts));
}
