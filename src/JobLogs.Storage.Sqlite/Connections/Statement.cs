using System.Text;
using SQLitePCL;

namespace JobLogs.Storage.Sqlite.Connections;

/// <summary>
/// A prepared statement. Parameters count from 1, columns from 0; what is bound stays bound until it is bound anew. Hot:
/// binding numbers and reading columns allocates nothing. Belongs to its <see cref="Connection"/>, which disposes it; one
/// thread at a time.
/// </summary>
internal sealed unsafe class Statement : IDisposable
{
    private const nint CopyNow = -1;
    private const nint KeepPointer = 0;
    private const int Row = raw.SQLITE_ROW;

    // SQLite takes a null pointer for NULL; an empty text needs an address.
    private static readonly byte[] Empty = GC.AllocateArray<byte>(1, pinned: true);

    private readonly Connection _connection;
    private readonly sqlite3_stmt _owned;
    private readonly nint _handle;

    internal Statement(Connection connection, sqlite3_stmt owned)
    {
        _connection = connection;
        _owned = owned;
        _handle = owned.DangerousGetHandle();
    }

    /// <summary>Binds a number.</summary>
    public Statement Bind(int parameter, long value)
    {
        Check(Native.sqlite3_bind_int64(_handle, parameter, value));
        return this;
    }

    /// <summary>Binds a number or NULL.</summary>
    public Statement Bind(int parameter, long? value) => value is { } number ? Bind(parameter, number) : BindNull(parameter);

    /// <summary>Binds a number.</summary>
    public Statement Bind(int parameter, double value)
    {
        Check(Native.sqlite3_bind_double(_handle, parameter, value));
        return this;
    }

    /// <summary>Binds a text or NULL; SQLite copies it.</summary>
    public Statement Bind(int parameter, string? value)
    {
        if (value is null)
        {
            return BindNull(parameter);
        }

        var length = Encoding.UTF8.GetByteCount(value);
        if (length > 512)
        {
            return BindText(parameter, Encoding.UTF8.GetBytes(value));
        }

        Span<byte> utf8 = stackalloc byte[512];
        return BindText(parameter, utf8[..Encoding.UTF8.GetBytes(value, utf8)]);
    }

    /// <summary>Binds UTF-8 text; SQLite copies it.</summary>
    public Statement BindText(int parameter, ReadOnlySpan<byte> utf8)
    {
        fixed (byte* start = utf8)
        {
            Check(Native.sqlite3_bind_text(_handle, parameter, start is null ? Address(Empty) : start, utf8.Length, CopyNow));
        }

        return this;
    }

    /// <summary>
    /// Binds UTF-8 text without a copy: it must stay where it is, pinned, until the statement has stepped; then bind
    /// something else or NULL before what was bound moves.
    /// </summary>
    public void BindPinnedText(int parameter, byte* utf8, int length) =>
        Check(Native.sqlite3_bind_text(_handle, parameter, utf8 is null ? Address(Empty) : utf8, length, KeepPointer));

    /// <summary>Binds bytes; SQLite copies them.</summary>
    public Statement BindBlob(int parameter, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            Check(Native.sqlite3_bind_blob(_handle, parameter, start is null ? Address(Empty) : start, bytes.Length, CopyNow));
        }

        return this;
    }

    /// <summary>Binds NULL.</summary>
    public Statement BindNull(int parameter)
    {
        Check(Native.sqlite3_bind_null(_handle, parameter));
        return this;
    }

    /// <summary>Binds NULL to all parameters.</summary>
    public void ClearBindings() => Check(Native.sqlite3_clear_bindings(_handle));

    /// <summary>Goes to the next row; false, and ready to be run again, when there is none.</summary>
    /// <exception cref="StoreUnavailableException">The store can't do it.</exception>
    /// <exception cref="OperationCanceledException">Somebody interrupted the connection.</exception>
    public bool Step()
    {
        var result = Native.sqlite3_step(_handle);
        if (result == Row)
        {
            return true;
        }

        // Resetting repeats the error of the step, so its result says nothing new.
        _ = Native.sqlite3_reset(_handle);
        if (result != raw.SQLITE_DONE)
        {
            _connection.Throw(result);
        }

        return false;
    }

    /// <summary>Runs a statement that answers no rows.</summary>
    public void Run()
    {
        if (Step())
        {
            Reset();
        }
    }

    /// <summary>Leaves the rows that are still to come.</summary>
    public void Reset() => _ = Native.sqlite3_reset(_handle);

    /// <summary>Whether the column is NULL.</summary>
    public bool IsNull(int column) => Native.sqlite3_column_type(_handle, column) == raw.SQLITE_NULL;

    /// <summary>A number; 0 when it is NULL.</summary>
    public long Long(int column) => Native.sqlite3_column_int64(_handle, column);

    /// <summary>A number, or null.</summary>
    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    /// <summary>A number that fits; 0 when it is NULL.</summary>
    public int Int(int column) => checked((int)Long(column));

    /// <summary>A number that fits, or null.</summary>
    public int? IntOrNull(int column) => IsNull(column) ? null : Int(column);

    /// <summary>A number with a fraction.</summary>
    public double Real(int column) => Native.sqlite3_column_double(_handle, column);

    /// <summary>A text; empty when it is NULL.</summary>
    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    /// <summary>A text, or null.</summary>
    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>The bytes of a text (UTF-8) or a blob; empty when it is NULL. Valid until the next step or reset.</summary>
    public ReadOnlySpan<byte> Bytes(int column)
    {
        // The address first: asking for it may convert the value, which changes its length.
        var start = Native.sqlite3_column_blob(_handle, column);
        return new ReadOnlySpan<byte>(start, Native.sqlite3_column_bytes(_handle, column));
    }

    /// <inheritdoc />
    public void Dispose() => _owned.Dispose();

    private static byte* Address(byte[] pinned)
    {
        fixed (byte* start = pinned)
        {
            return start;
        }
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            _connection.Throw(result);
        }
    }
}
