using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace JobLogs.EndToEnd.Tests.Fixtures;

/// <summary>A receiver of OTLP over HTTP: keeps the names of the spans and metrics that it was sent, and all bytes.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    // Where a name stands in an export request: the numbers of the fields that lead to it.
    private static readonly int[] SpanName = [1, 2, 2, 5];
    private static readonly int[] MetricName = [1, 2, 2, 1];

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _bodies = [];
    private readonly SemaphoreSlim _came = new(0);

    private OtlpReceiver(WebApplication app) => _app = app;

    /// <summary>Names of spans.</summary>
    public ConcurrentDictionary<string, bool> Spans { get; } = [];

    /// <summary>Names of metrics.</summary>
    public ConcurrentDictionary<string, bool> Metrics { get; } = [];

    /// <summary>Where it listens.</summary>
    public string Address => _app.Urls.Single();

    /// <summary>All bytes that came, as text.</summary>
    public string Everything => string.Concat(_bodies);

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new OtlpReceiver(builder.Build());
        receiver._app.MapPost("/v1/traces", http => receiver.TakeAsync(http, SpanName, receiver.Spans));
        receiver._app.MapPost("/v1/metrics", http => receiver.TakeAsync(http, MetricName, receiver.Metrics));
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>Waits until what came is enough.</summary>
    public async Task WaitAsync(Func<bool> isEnough, CancellationToken cancellationToken)
    {
        while (!isEnough())
        {
            await _came.WaitAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _came.Dispose();
    }

    private async Task TakeAsync(HttpContext http, int[] path, ConcurrentDictionary<string, bool> names)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        _bodies.Enqueue(Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length));
        Collect(body.GetBuffer().AsSpan(0, (int)body.Length), path, names);
        http.Response.ContentType = "application/x-protobuf";
        _came.Release();
    }

    private static void Collect(ReadOnlySpan<byte> message, ReadOnlySpan<int> path, ConcurrentDictionary<string, bool> names)
    {
        while (!message.IsEmpty)
        {
            var tag = Varint(ref message);
            var length = (tag & 7) switch { 0 => 0, 1 => 8, 5 => 4, _ => (int)Varint(ref message) };
            if ((tag & 7) == 0)
            {
                Varint(ref message);
            }

            var value = message[..length];
            message = message[length..];
            if ((tag & 7) == 2 && (int)(tag >> 3) == path[0])
            {
                if (path.Length > 1)
                {
                    Collect(value, path[1..], names);
                }
                else
                {
                    names[Encoding.UTF8.GetString(value)] = true;
                }
            }
        }
    }

    private static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        var (value, shift, at) = (0UL, 0, 0);
        while (true)
        {
            var one = bytes[at++];
            value |= (ulong)(one & 0x7F) << shift;
            shift += 7;
            if (one < 0x80)
            {
                bytes = bytes[at..];
                return value;
            }
        }
    }
}
