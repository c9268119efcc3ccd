using System.Text;
using JobLogs.Protocol.Entries;

namespace JobLogs.Tests.Protocol.Entries;

public sealed class EntryReaderAllocationTests
{
    [Theory]
    [InlineData(EntryFormat.Ndjson)]
    [InlineData(EntryFormat.SingleOrArray)]
    public void An_accepted_entry_allocates_nothing(EntryFormat format)
    {
        string keys = string.Join(',', Enumerable.Range(0, 40).Select(i => $"\"\\u006b{i}\":{{\"a\":1,\"b\":2}}"));
        string entry = $$$"""{"message":"第\u4e00 line\n","level":"INFO","timestamp":"2025-01-31T10:30:00Z","step":"s","details":{{{{keys}}}},"exception":{"type":"a\nb"}}""";
        IEnumerable<string> entries = Enumerable.Repeat(entry, 200);
        byte[] body = Encoding.UTF8.GetBytes(
            format == EntryFormat.Ndjson ? string.Join('\n', entries) : $"[{string.Join(',', entries)}]");
        using var scratch = new EntryScratch();
        Count(body, format, scratch).ShouldBe(200);

        long before = GC.GetAllocatedBytesForCurrentThread();
        int count = Count(body, format, scratch);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        (count, allocated).ShouldBe((200, 0L));
    }

    private static int Count(byte[] body, EntryFormat format, EntryScratch scratch)
    {
        var reader = new EntryReader(body, format, scratch, EntryLimits.Default);
        int accepted = 0;
        while (reader.Read())
        {
            accepted += reader.IsRejected ? 0 : 1;
        }

        return accepted;
    }
}
