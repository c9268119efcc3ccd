using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace JobLogs.Server.Handlers.Http;

/// <summary>What was read of an answer's body.</summary>
/// <param name="Bytes">How many bytes were read.</param>
/// <param name="IsWhole">Whether that is all of it.</param>
/// <param name="Text">Its beginning; null when it is no text of UTF-8. Ends with … where it goes on.</param>
internal sealed record BodyBeginning(long Bytes, bool IsWhole, string? Text)
{
    /// <summary>The most that is read of a body; the connection is closed on the rest.</summary>
    public const int MostRead = 1024 * 1024;

    /// <summary>The most that is kept, in bytes.</summary>
    public const int MostKept = 8 * 1024;

    /// <summary>Reads it.</summary>
    public static async Task<BodyBeginning> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            var kept = new byte[MostKept];
            var bytes = 0;
            int read;
            while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
            {
                buffer.AsSpan(0, Math.Clamp(MostKept - bytes, 0, read)).CopyTo(kept.AsSpan(Math.Min(bytes, MostKept)));
                bytes += read;
                if (bytes > MostRead)
                {
                    break;
                }
            }

            return new BodyBeginning(bytes, read == 0, TextOf(kept.AsSpan(0, Math.Min(bytes, MostKept)), goesOn: bytes > MostKept));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string? TextOf(ReadOnlySpan<byte> kept, bool goesOn)
    {
        var end = kept.Length;
        if (goesOn)
        {
            // A character may be torn.
            while (end > kept.Length - 4 && !Utf8.IsValid(kept[..end]))
            {
                end--;
            }
        }

        return Utf8.IsValid(kept[..end]) && !kept.Contains((byte)0) ? Encoding.UTF8.GetString(kept[..end]) + (goesOn ? "…" : "") : null;
    }
}
