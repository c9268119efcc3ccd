using Microsoft.Win32.SafeHandles;

namespace JobLogs.Client.Shipping;

/// <summary>A segment in a file. What the operating system has taken outlives the process, but not a power cut.</summary>
internal sealed class FileSegment : ISegment
{
    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly SafeFileHandle _file;
    private long _length;
    private long _lastWriteTicks;

    /// <summary>Opens a file that is there, or makes it anew.</summary>
    public FileSegment(string path, int number, FileMode mode, TimeProvider time)
    {
        (_path, _time, Number) = (path, time, number);
        _file = File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.Read);
        _length = RandomAccess.GetLength(_file);
        _lastWriteTicks = _length == 0 ? time.GetUtcNow().UtcTicks : File.GetLastWriteTimeUtc(_file).Ticks;
    }

    /// <inheritdoc />
    public int Number { get; }

    /// <inheritdoc />
    public long Length => Volatile.Read(ref _length);

    /// <inheritdoc />
    public DateTimeOffset LastWrite => new(Volatile.Read(ref _lastWriteTicks), TimeSpan.Zero);

    /// <inheritdoc />
    public void Append(ReadOnlySpan<byte> frames)
    {
        try
        {
            RandomAccess.Write(_file, frames, _length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Cut();
            throw exception as IOException ?? new IOException(exception.Message, exception);
        }

        // Only now the reader sees them.
        Volatile.Write(ref _lastWriteTicks, _time.GetUtcNow().UtcTicks);
        Volatile.Write(ref _length, _length + frames.Length);
    }

    /// <summary>Takes away what a full disk broke off: it will be written to another segment, and the next process would send both.</summary>
    private void Cut()
    {
        try
        {
            RandomAccess.SetLength(_file, _length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The disk takes nothing at all any more, not even this.
        }
    }

    /// <inheritdoc />
    public int Read(long position, Span<byte> destination)
    {
        var left = Length - position;
        return left <= 0 ? 0 : RandomAccess.Read(_file, left < destination.Length ? destination[..(int)left] : destination, position);
    }

    /// <inheritdoc />
    public void Delete()
    {
        Dispose();
        try
        {
            File.Delete(_path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It goes with its folder. Should a process send it again, the server passes over what it has.
        }
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();
}
