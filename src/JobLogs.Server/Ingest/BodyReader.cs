using System.IO.Compression;
using JobLogs.Server.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Ingest;

/// <summary>Reads a request's body as a whole into pooled memory and unpacks it. Hot.</summary>
internal sealed class BodyReader(IOptions<IngestOptions> options)
{
    // What gzip adds at worst to what it can't pack: 5 bytes every 16 KiB, headers; a client may also send small members.
    private const int PackingOverhead = 64 * 1024;

    private const int LeastRead = 16 * 1024;

    private readonly int _maxBytes = options.Value.MaxRequestBytes;

    /// <summary>Reads the body.</summary>
    /// <returns>The body, which the caller disposes, or why it is refused.</returns>
    public async ValueTask<(PooledBytes? Body, Problem? Problem)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!TryReadEncoding(request, out var isPacked))
        {
            return (null, Problems.UnsupportedMediaType(
                $"The Content-Encoding is '{QueryReader.Shown(request.Headers.ContentEncoding.ToString())}'; send the body with gzip, or without any."));
        }

        // The server's own limit would refuse what ours allows, and cut the connection before a client has its answer.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        var sent = await ReadSentAsync(request, isPacked ? _maxBytes + PackingOverhead : _maxBytes, cancellationToken);
        if (sent is null)
        {
            return (null, TooLarge());
        }

        return isPacked ? Unpack(sent) : (sent, null);
    }

    private static bool TryReadEncoding(HttpRequest request, out bool isPacked)
    {
        var encoding = request.Headers.ContentEncoding;
        var text = encoding.ToString();
        isPacked = text.Equals("gzip", StringComparison.OrdinalIgnoreCase);
        return isPacked || text.Length == 0 || text.Equals("identity", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The body as it was sent; null when it is longer than it may be.</summary>
    private static async ValueTask<PooledBytes?> ReadSentAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        var body = new PooledBytes((int)(request.ContentLength ?? 0));
        try
        {
            while (true)
            {
                var read = await request.BodyReader.ReadAsync(cancellationToken);
                if (body.Length + read.Buffer.Length > limit)
                {
                    request.BodyReader.AdvanceTo(read.Buffer.End);
                    body.Dispose();
                    return null;
                }

                body.Append(read.Buffer);
                request.BodyReader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                {
                    return body;
                }
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <summary>Unpacks up to the limit and not further, however small what was sent is.</summary>
    private (PooledBytes? Body, Problem? Problem) Unpack(PooledBytes sent)
    {
        using (sent)
        {
            var body = new PooledBytes((int)Math.Min(sent.Length * 4L, _maxBytes + LeastRead));
            try
            {
                using var unpacker = new GZipStream(sent.OpenRead(), CompressionMode.Decompress);
                while (body.Length <= _maxBytes)
                {
                    var read = unpacker.Read(body.Free(LeastRead));
                    if (read == 0)
                    {
                        return (body, null);
                    }

                    body.Advance(read);
                }

                body.Dispose();
                return (null, TooLarge());
            }
            catch (InvalidDataException)
            {
                body.Dispose();
                return (null, Problems.BadRequest("The body is not whole gzip data as Content-Encoding says. Nothing of it was stored."));
            }
        }
    }

    private Problem TooLarge() => Problems.TooLarge(
        $"The body is longer than {_maxBytes} bytes, unpacked. Nothing of it was stored; send it in several requests.");
}
