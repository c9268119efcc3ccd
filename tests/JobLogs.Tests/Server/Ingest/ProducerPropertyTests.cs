using System.Text;
using CsCheck;

namespace JobLogs.Tests.Server.Ingest;

public sealed class ProducerPropertyTests
{
    [Fact]
    public async Task Whatever_the_chunks_and_the_repeats_each_entry_is_there_once_and_in_order()
    {
        await using var server = await IngestServer.StartAsync();
        var producer = 0;

        // Each step sends from a number that is due or was before, and a number of lines, every seventh of which is bad.
        var steps = Gen.Select(Gen.Int[0, 40], Gen.Int[0, 30]).List[1, 12];
        await steps.SampleAsync(
            async plan =>
            {
                var id = Interlocked.Increment(ref producer);
                var before = server.Committed.Messages.Count;
                var due = 1;
                foreach (var (back, count) in plan)
                {
                    var first = Math.Max(1, due - back);
                    var lines = Enumerable.Range(first, count).ToArray();
                    var reply = await server.PostAsync(
                        string.Join('\n', lines.Select(number => Line(id, number))), query: $"?producer={id}&first={first}");
                    reply.Status.ShouldBe(200);
                    (reply.Accepted + reply.Duplicates + reply.Rejected.Length).ShouldBe(count);
                    reply.Rejected.Length.ShouldBe(lines.Count(IsBad));
                    due = Math.Max(due, first + count);
                }

                server.Committed.Messages.Skip(before).ShouldBe(
                    Enumerable.Range(1, due - 1).Where(number => !IsBad(number)).Select(number => $"{id}:{number}"));
            },
            iter: 40,
            threads: 1);
    }

    [Fact]
    public async Task Two_that_send_the_same_at_once_store_it_once()
    {
        await using var server = await IngestServer.StartAsync();
        var body = new StringBuilder().AppendJoin('\n', Enumerable.Range(1, 500).Select(number => Line(1, number))).ToString();

        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => server.PostAsync(body, query: "?producer=1&first=1")));

        replies.Sum(reply => reply.Accepted).ShouldBe(500 - (500 / 7));
        server.Committed.Messages.Count.ShouldBe(500 - (500 / 7));
    }

    private static bool IsBad(int number) => number % 7 == 0;

    private static string Line(int producer, int number) =>
        IsBad(number) ? "{\"message\":7}" : $$"""{"message":"{{producer}}:{{number}}"}""";
}
