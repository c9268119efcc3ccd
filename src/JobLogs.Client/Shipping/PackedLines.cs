using System.IO.Compression;

namespace JobLogs.Client.Shipping;

/// <summary>Makes the body of a request with entries.</summary>
internal static class PackedLines
{
    // Less than this isn't worth packing.
    private const int Least = 1024;

    /// <summary>The lines, packed where that pays.</summary>
    public static HttpContent Of(ReadOnlyMemory<byte> lines)
    {
        HttpContent body;
        if (lines.Length < Least)
        {
            body = new ReadOnlyMemoryContent(lines);
        }
        else
        {
            var packed = new MemoryStream(lines.Length / 4);
            using (var packer = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                packer.Write(lines.Span);
            }

            body = new ByteArrayContent(packed.GetBuffer(), 0, (int)packed.Length);
            body.Headers.ContentEncoding.Add("gzip");
        }

        body.Headers.ContentType = new("application/x-ndjson");
        return body;
    }
}
