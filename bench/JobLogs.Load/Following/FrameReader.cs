using System.Buffers.Binary;

namespace JobLogs.Load.Following;

/// <summary>
/// Cuts what a WebSocket server sends into frames (RFC 6455, unmasked, no extensions). Keeps only what is not a whole frame yet.
/// Hot: frames that came whole are handed on where they lie.
/// </summary>
internal sealed class FrameReader
{
    private const int TextFrame = 1;
    private const int CloseFrame = 8;
    private const int PingFrame = 9;
    private byte[] _rest = [];
    private int _restLength;

    /// <summary>Takes what was received and hands on the frames that are whole now.</summary>
    public void Feed(ReadOnlySpan<byte> received, IFrameReceiver receiver)
    {
        if (_restLength == 0)
        {
            Keep(Frames(received, receiver));
            return;
        }

        Append(received);
        var left = Frames(_rest.AsSpan(0, _restLength), receiver);
        left.CopyTo(_rest);
        _restLength = left.Length;
    }

    private static ReadOnlySpan<byte> Frames(ReadOnlySpan<byte> bytes, IFrameReceiver receiver)
    {
        while (TryFrame(bytes, out var start, out var length))
        {
            var payload = bytes.Slice(start, length);
            switch (bytes[0] & 0x0F)
            {
                case TextFrame:
                    receiver.Text(payload);
                    break;
                case PingFrame:
                    receiver.Ping(payload);
                    break;
                case CloseFrame:
                    receiver.Close();
                    break;
            }

            bytes = bytes[(start + length)..];
        }

        return bytes;
    }

    private static bool TryFrame(ReadOnlySpan<byte> bytes, out int start, out int length)
    {
        (start, length) = (2, 0);
        if (bytes.Length < 2)
        {
            return false;
        }

        switch (bytes[1] & 0x7F)
        {
            case 126 when bytes.Length >= 4:
                (start, length) = (4, BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]));
                break;
            case 127 when bytes.Length >= 10:
                (start, length) = (10, checked((int)BinaryPrimitives.ReadUInt64BigEndian(bytes[2..])));
                break;
            case 126 or 127:
                return false;
            case var small:
                length = small;
                break;
        }

        return bytes.Length - start >= length;
    }

    private void Keep(ReadOnlySpan<byte> left)
    {
        _restLength = 0;
        Append(left);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_rest.Length - _restLength < bytes.Length)
        {
            Array.Resize(ref _rest, Math.Max(_rest.Length * 2, _restLength + bytes.Length));
        }

        bytes.CopyTo(_rest.AsSpan(_restLength));
        _restLength += bytes.Length;
    }
}
