namespace JobLogs.Load.Following;

/// <summary>Frames as a WebSocket client must send them: masked, here with a mask of zeros, which changes nothing.</summary>
internal static class ClientFrame
{
    /// <summary>A message of at most 125 bytes.</summary>
    public static byte[] Text(ReadOnlySpan<byte> payload) => Make(0x81, payload);

    /// <summary>The answer to a ping.</summary>
    public static byte[] Pong(ReadOnlySpan<byte> payload) => Make(0x8A, payload);

    private static byte[] Make(byte kind, ReadOnlySpan<byte> payload)
    {
        return payload.Length > 125
            ? throw new ArgumentException("Longer frames have a longer head, which this doesn't write.", nameof(payload))
            : [kind, (byte)(0x80 | payload.Length), 0, 0, 0, 0, .. payload];
    }
}
