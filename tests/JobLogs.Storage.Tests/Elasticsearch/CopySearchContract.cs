using System.Text;
using CsCheck;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;
using JobLogs.Storage.Tests.Contracts;
using JobLogs.Storage.Tests.Filters;
using JobLogs.Testing.Search;

namespace JobLogs.Storage.Tests.Elasticsearch;

/// <summary>The substring index says what the matcher says, no more and no less.</summary>
public abstract class CopySearchContract(SearchProduct product)
{
    private const int Entries = 400;

    private static readonly JobId Job = new(7);

    private static readonly string[] Pieces =
    [
        "a", "aa", "ab", "E", "Q", "S", "U", "U000020", " ", "  ", "\t", "\n", "\r", "\"", "\\", "*", "?", "'", "%", "_", "\u0001", "\u001f", "\u007f",
        "\u0085", "\u00a0", "\u2003", "\u2028", "\u3000", "\ufeff", "\ufffd", "\uffff", "中", "文", "中文", "，", "😀", "👩‍💻", "𠀀", "e\u0301", "ß", "K", "\u212a",
    ];

    private static readonly Gen<string> Piece = Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]);

    private static readonly Gen<string> Text = Gen.OneOf(Piece.Array[0, 12].Select(parts => string.Concat(parts)), Texts.Any);

    [Fact]
    public async Task Finds_exactly_what_the_matcher_matches()
    {
        await using var copy = await TestCopy.OpenAsync(product);
        var messages = new List<string>();
        var random = new PCG(20261126);
        for (var i = 0; i < Entries; i++)
        {
            messages.Add(Text.Generate(random, null, out _));
        }

        using var batch = BatchOf(messages);
        (await copy.Copy.WriteAsync(batch, CancellationToken.None)).Accepted.ShouldBe(Entries);
        await copy.Copy.RefreshAsync(CancellationToken.None);

        var cut = Gen.Select(Gen.Int[0, Entries - 1], Gen.Int[0, 12], Gen.Int[1, 6]).Select((at, start, length) => Cut(messages[at], start, length));
        await Gen.OneOf(cut, Piece, Piece.Array[1, 3].Select(parts => string.Concat(parts))).Where(text => text.Length > 0).SampleAsync(
            async needle => (await FindAsync(copy.Reader, needle)).ShouldBe(Matching(batch.Entries, needle)), iter: 300, threads: 1);
    }

    [Fact]
    public async Task Finds_both_ends_of_a_message_of_64_KiB()
    {
        await using var copy = await TestCopy.OpenAsync(product);
        var random = new Random(1);
        var ascii = string.Concat(Enumerable.Range(0, 65_530).Select(_ => (char)random.Next(0x21, 0x7f)));
        var chinese = string.Concat(Enumerable.Range(0, 21_840).Select(_ => (char)random.Next(0x4e00, 0x9fff)));
        using var batch = BatchOf([$"始{ascii}终", $"<{chinese}>"]);
        await copy.Copy.WriteAsync(batch, CancellationToken.None);
        await copy.Copy.RefreshAsync(CancellationToken.None);

        foreach (var needle in new[] { "始", "终", ascii[^255..] + "终", "始" + ascii[..255], ascii[30_000..30_250], "<", ">", chinese[^2..] + ">", chinese[10_000..10_200], chinese })
        {
            (await FindAsync(copy.Reader, needle)).ShouldBe(Matching(batch.Entries, needle));
        }
    }

    [Fact]
    public async Task Has_no_answer_to_what_an_added_field_asks()
    {
        await using var copy = await TestCopy.OpenAsync(product);
        var filter = new LogFilter { Conditions = ScriptedField.Of(("slower_than", "1")) };

        var page = await copy.Reader.ReadAsync(new LogQuery { Scope = LogScope.All, Filter = filter, Limit = 1 }, 5, CancellationToken.None);
        var facet = await copy.Reader.FacetAsync(LogScope.All, filter, Facet.Step, 10, 5, CancellationToken.None);
        var statistics = await copy.Reader.StatisticsAsync(new StatisticsQuery { Scope = LogScope.All, Filter = filter }, 5, CancellationToken.None);

        new[] { page.Missing, facet.Missing, statistics.Missing }.ShouldAllBe(missing => missing!.Reason == NoAnswerReason.BeyondItsMeans);
    }

    private static string Cut(string text, int start, int length)
    {
        var runes = text.EnumerateRunes().ToArray();
        return string.Concat(runes.Skip(runes.Length == 0 ? 0 : start % runes.Length).Take(length));
    }

    private static CopyBatch BatchOf(IReadOnlyList<string> messages)
    {
        var entries = new EntryBatch();
        for (var i = 0; i < messages.Count; i++)
        {
            entries.Add(new WrittenEntry { Seq = i + 1, Message = messages[i] }.ToView(new RunId(3)) with { Job = Job, Commit = 5 });
        }

        return new CopyBatch([new CopiedCommit(5, 1_700_000_000_000_000)], entries, []);
    }

    private static async Task<List<string>> FindAsync(ICopyReader reader, string needle)
    {
        var answer = await reader.ReadAsync(
            new LogQuery { Scope = LogScope.All, Filter = new LogFilter { Search = needle }, Descending = false, Limit = Entries }, 5, CancellationToken.None);
        answer.Missing.ShouldBeNull();
        using var page = answer.Value!;
        page.Total.ShouldBe(page.Entries.Count);
        return [.. Enumerable.Range(0, page.Entries.Count).Select(i => $"{page.Entries[i].Seq} {Encoding.UTF8.GetString(page.Entries[i].Message)}")];
    }

    private static List<string> Matching(EntryBatch entries, string needle)
    {
        var matcher = new EntryMatcher(new LogFilter { Search = needle });
        return [.. Enumerable.Range(0, entries.Count).Where(i => matcher.Matches(entries[i])).Select(i => $"{entries[i].Seq} {Encoding.UTF8.GetString(entries[i].Message)}")];
    }
}
