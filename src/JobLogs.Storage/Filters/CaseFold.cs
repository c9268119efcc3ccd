using System.Text;

namespace JobLogs.Storage.Filters;

/// <summary>Folds one code point, by two lookups. Hot.</summary>
internal static class CaseFold
{
    private const int PageBits = 7;
    private const int PageSize = 1 << PageBits;

    private static readonly byte[] PageOf = new byte[0x110000 >> PageBits];

    // Page 0 is that of code points which all stay as they are.
    private static readonly int[] Differences = Build();

    // What others fold to.
    private static readonly HashSet<int> HasOthers = FindFolded();

    /// <summary>What <paramref name="codePoint"/> (0 to 0x10FFFF) folds to; itself when it has no folding.</summary>
    internal static int Of(int codePoint) =>
        codePoint + Differences[(PageOf[codePoint >> PageBits] << PageBits) | (codePoint & (PageSize - 1))];

    /// <summary>Whether no other code point folds to one of <paramref name="folded"/>'s, which is well-formed UTF-8.</summary>
    internal static bool IsWithoutCase(ReadOnlySpan<byte> folded)
    {
        while (!folded.IsEmpty)
        {
            Rune.DecodeFromUtf8(folded, out var rune, out var consumed);
            if (HasOthers.Contains(rune.Value))
            {
                return false;
            }

            folded = folded[consumed..];
        }

        return true;
    }

    private static HashSet<int> FindFolded()
    {
        var folded = new HashSet<int>();
        var ranges = CaseFoldTable.Ranges;
        for (var i = 0; i < ranges.Length; i += 4)
        {
            for (var codePoint = ranges[i]; codePoint <= ranges[i + 1]; codePoint += ranges[i + 2])
            {
                folded.Add(codePoint + ranges[i + 3]);
            }
        }

        return folded;
    }

    private static int[] Build()
    {
        var differences = new List<int>(new int[PageSize]);
        var ranges = CaseFoldTable.Ranges;
        for (var i = 0; i < ranges.Length; i += 4)
        {
            for (var codePoint = ranges[i]; codePoint <= ranges[i + 1]; codePoint += ranges[i + 2])
            {
                ref var page = ref PageOf[codePoint >> PageBits];
                if (page == 0)
                {
                    page = checked((byte)(differences.Count >> PageBits));
                    differences.AddRange(new int[PageSize]);
                }

                differences[(page << PageBits) | (codePoint & (PageSize - 1))] = ranges[i + 3];
            }
        }

        return [.. differences];
    }
}
