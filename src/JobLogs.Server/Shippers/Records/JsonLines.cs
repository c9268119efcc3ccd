namespace JobLogs.Server.Shippers.Records;

/// <summary>Splits a body into its lines, blank ones left out.</summary>
internal ref struct JsonLines(ReadOnlyMemory<byte> body)
{
    private ReadOnlyMemory<byte> _rest = body;

    /// <summary>The line.</summary>
    public ReadOnlyMemory<byte> Current { get; private set; }

    /// <summary>Goes on to the next line that isn't blank; false at the end.</summary>
    public bool MoveNext()
    {
        while (!_rest.IsEmpty)
        {
            var end = _rest.Span.IndexOf((byte)'\n');
            Current = end < 0 ? _rest : _rest[..end];
            _rest = end < 0 ? default : _rest[(end + 1)..];
            if (Current.Span.IndexOfAnyExcept(" \t\r"u8) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
