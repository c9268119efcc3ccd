using System.IO.Pipelines;
using System.Text;
using CsCheck;
using JobLogs.Client.Http.Following;

namespace JobLogs.Tests.Client.Http.Following;

public sealed class EventStreamReaderTests
{
    private const string Stream =
        "retry: 2000\nid: c0\n\n:\n\nevent: log\nid: c1\ndata: {\"message\":\"论文 😀\"}\n\n" +
        "event: caught_up\r\ndata: {}\r\n\r\nevent: checkpoint\nid: c2\ndata: {}\n\nevent: log\nid: c3\ndata: {\"cut";

    private static readonly (string Kind, string? Id, string Data)[] Expected =
    [
        ("message", "c0", ""), ("", null, ""), ("log", "c1", "{\"message\":\"论文 😀\"}"), ("caught_up", null, "{}"), ("checkpoint", "c2", "{}"),
    ];

    [Fact]
    public Task However_the_bytes_arrive_the_events_are_the_same_and_one_that_is_cut_off_does_not_count() =>
        Gen.Int[1, 40].Array[1, 60].SampleAsync(async sizes => (await ReadAsync(sizes)).ShouldBe(Expected), iter: 200);

    private static async Task<List<(string, string?, string)>> ReadAsync(int[] sizes)
    {
        var pipe = new Pipe();
        var writing = WriteAsync(pipe.Writer, sizes);
        var reader = new EventStreamReader(pipe.Reader);
        var events = new List<(string, string?, string)>();
        while (await reader.ReadAsync(CancellationToken.None) is { } next)
        {
            events.Add((next.Kind, next.Id, Encoding.UTF8.GetString(next.Data.Span)));
        }

        await writing;
        return events;
    }

    private static async Task WriteAsync(PipeWriter writer, int[] sizes)
    {
        var bytes = Encoding.UTF8.GetBytes(Stream);
        var at = 0;
        for (var i = 0; at < bytes.Length; i++)
        {
            var size = Math.Min(sizes[i % sizes.Length], bytes.Length - at);
            await writer.WriteAsync(bytes.AsMemory(at, size));
            at += size;
        }

        await writer.CompleteAsync();
    }
}
