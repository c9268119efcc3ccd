using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests;

/// <summary>A reader that hardly reads gets everything in the end, and nobody waits for it.</summary>
[Trait("Category", "Slow")]
public sealed class SlowReaderTests
{
    private const int Entries = 30_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_reader_that_does_not_read_slows_nobody_and_has_no_gap_afterwards()
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var server = await ServerProcess.StartAsync();
        var (_, run) = await server.StartExternalRunAsync("followed");
        using var small = new HttpClient(new SocketsHttpHandler { ConnectCallback = ConnectWithSmallBufferAsync }) { BaseAddress = server.Address };
        await using var slow = await small.GetStreamAsync($"/api/job-runs/{run}/logs/stream?types=log&tail=0", patience.Token);
        var quick = WebSocketFollower.FollowAsync(server.Address, run, new { }, patience.Token);

        // About 30 MB: far more than what fits between the server and a reader that doesn't read.
        var body = string.Concat(Enumerable.Repeat($$"""{"message": "{{new string('x', 800)}}"}""" + "\n", 1000));
        for (var written = 0; written < Entries; written += 1000)
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/x-ndjson");
            using var response = await server.Http.PostAsync($"/api/job-runs/{run}/logs", content, patience.Token);
            response.EnsureSuccessStatusCode();
        }

        using var done = await server.Http.PatchAsync(
            $"/api/job-runs/{run}", new StringContent("""{"status": "completed"}""", Encoding.UTF8, "application/json"), patience.Token);
        done.EnsureSuccessStatusCode();

        // The quick one is through before the slow one has read a byte.
        var received = await quick;
        received.Seqs.Count.ShouldBe(Entries);
        received.Connections.ShouldBe(1);
        (await SeqsAsync(slow, patience.Token)).ShouldBe(received.Seqs);
    }

    private static async ValueTask<Stream> ConnectWithSmallBufferAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static async Task<List<long>> SeqsAsync(Stream stream, CancellationToken cancellationToken)
    {
        const string Data = "data: {\"id\":";
        using var reader = new StreamReader(stream);
        var seqs = new List<long>();
        var last = "";
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(Data, StringComparison.Ordinal))
            {
                seqs.Add(JsonElement.Parse(line["data: ".Length..]).GetProperty("seq").GetInt64());
            }

            last = line.StartsWith("event: ", StringComparison.Ordinal) ? line : last;
        }

        last.ShouldBe("event: end");
        return seqs;
    }
}
