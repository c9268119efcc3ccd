namespace JobLogs.Client.Shipping;

/// <summary>A stretch of frames that grows at its end, is read from its beginning, and goes as a whole. One writer, one reader.</summary>
internal interface ISegment : IDisposable
{
    /// <summary>Its number among those of its outbox, from 1. Its entries are numbered from 1 in it.</summary>
    int Number { get; }

    /// <summary>Bytes in it.</summary>
    long Length { get; }

    /// <summary>When something was written to it last.</summary>
    DateTimeOffset LastWrite { get; }

    /// <summary>Adds whole frames.</summary>
    /// <exception cref="IOException">They can't be kept; nothing of them is in it.</exception>
    void Append(ReadOnlySpan<byte> frames);

    /// <summary>Reads from a position on; the number of bytes, 0 at the end.</summary>
    int Read(long position, Span<byte> destination);

    /// <summary>Removes it.</summary>
    void Delete();
}
