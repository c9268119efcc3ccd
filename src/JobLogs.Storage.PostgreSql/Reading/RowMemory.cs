using Npgsql;

namespace JobLogs.Storage.PostgreSql.Reading;

/// <summary>
/// Where the texts of one row lie while somebody looks at it, as the bytes that the database sends. Hot: used again for the next row,
/// it allocates nothing once it has grown.
/// </summary>
internal sealed class RowMemory
{
    private byte[] _bytes = new byte[4096];
    private int _used;

    /// <summary>Begins the next row; the texts of the one before are gone.</summary>
    public void Clear() => _used = 0;

    /// <summary>The column's text as UTF-8; empty when it is null.</summary>
    public ReadOnlySpan<byte> Read(NpgsqlDataReader row, int column)
    {
        if (row.IsDBNull(column))
        {
            return default;
        }

        var room = _bytes.Length - _used;
        var length = room == 0 ? 0 : (int)row.GetBytes(column, 0, _bytes, _used, room);
        if (length == room)
        {
            // It may be longer. Texts of this row that were read before stay where they are, in the array that they keep alive.
            length = (int)row.GetBytes(column, 0, null, 0, 0);
            _bytes = new byte[Math.Max(_bytes.Length * 2, length)];
            _used = 0;
            row.GetBytes(column, 0, _bytes, 0, length);
        }

        var text = _bytes.AsSpan(_used, length);
        _used += length;
        return text;
    }
}
