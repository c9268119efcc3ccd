using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace JobLogs.Storage.Sqlite.Connections;

/// <summary>How long the write-ahead log is, as the connection that writes learns with each commit.</summary>
internal sealed unsafe class WalSize : IDisposable
{
    private const int FrameHeader = 24;

    private readonly Connection _writer;
    private readonly long _frameBytes;
    private int* _pages;

    public WalSize(Connection writer)
    {
        _writer = writer;
        _frameBytes = FrameHeader + writer.Scalar("PRAGMA page_size")!.Value;
        _pages = (int*)NativeMemory.AllocZeroed(sizeof(int));
        _ = Native.sqlite3_wal_hook(writer.Handle, &Committed, (nint)_pages);
    }

    /// <summary>Bytes that the log's valid part takes.</summary>
    public long Bytes => _pages is null ? 0 : Volatile.Read(ref *_pages) * _frameBytes;

    /// <summary>Notes that the log was emptied, which no commit tells.</summary>
    public void Emptied() => Volatile.Write(ref *_pages, 0);

    /// <inheritdoc />
    public void Dispose()
    {
        if (_pages is not null)
        {
            _ = Native.sqlite3_wal_hook(_writer.Handle, null, 0);
            NativeMemory.Free(_pages);
            _pages = null;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Committed(nint context, nint database, byte* name, int pages)
    {
        Volatile.Write(ref *(int*)context, pages);
        return 0;
    }
}
