using System.Buffers;

namespace JobLogs.Protocol.Entries;

/// <summary>A buffer writer with its current piece of memory at hand. Hot. Call <see cref="Flush"/> at the end.</summary>
internal ref struct JsonOutput(IBufferWriter<byte> output, int sizeHint)
{
    private Span<byte> _memory = output.GetSpan(sizeHint);
    private int _used;

    /// <summary>Room for at least <paramref name="size"/> bytes, to be followed by <see cref="Advance"/>.</summary>
    public Span<byte> Reserve(int size)
    {
        if (_memory.Length - _used < size)
        {
            Flush();
            _memory = output.GetSpan(size);
        }

        return _memory[_used..];
    }

    public void Advance(int written) => _used += written;

    /// <summary>Writes what is JSON already.</summary>
    public void Raw(scoped ReadOnlySpan<byte> json)
    {
        json.CopyTo(Reserve(json.Length));
        _used += json.Length;
    }

    /// <summary>Writes plain text as a JSON string.</summary>
    public void String(scoped ReadOnlySpan<byte> text)
    {
        int room = JsonText.IndexToEscape(text) < 0 ? text.Length : text.Length * JsonText.MaxEscapedBytes;
        Span<byte> free = Reserve(room + 2);
        free[0] = (byte)'"';
        int written = 1;
        if (room == text.Length)
        {
            text.CopyTo(free[1..]);
            written += text.Length;
        }
        else
        {
            written += JsonText.Escape(text, free[1..]);
        }

        free[written] = (byte)'"';
        _used += written + 1;
    }

    public void Number(long number)
    {
        number.TryFormat(Reserve(20), out int written);
        _used += written;
    }

    public void Flush()
    {
        output.Advance(_used);
        _memory = default;
        _used = 0;
    }
}
