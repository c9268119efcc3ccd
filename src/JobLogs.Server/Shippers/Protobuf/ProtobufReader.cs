using System.Buffers.Binary;
using System.Text;

namespace JobLogs.Server.Shippers.Protobuf;

/// <summary>
/// Walks over the fields of one message of Protocol Buffers. See https://protobuf.dev/programming-guides/encoding/.
/// </summary>
/// <exception cref="FormatException">Thrown by every member when the bytes are no such message.</exception>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int LengthDelimited = 2;
    private const int Fixed32 = 5;

    private ReadOnlySpan<byte> _rest = message;
    private int _wireType;
    private ulong _number;
    private ReadOnlySpan<byte> _bytes;

    /// <summary>The number of the field that was read last.</summary>
    public int Field { get; private set; }

    /// <summary>The field as a number.</summary>
    public readonly ulong Number => _wireType == LengthDelimited ? throw Malformed() : _number;

    /// <summary>The field as a floating-point number.</summary>
    public readonly double Double => _wireType == Fixed64 ? BitConverter.UInt64BitsToDouble(_number) : throw Malformed();

    /// <summary>The field as bytes, or a message.</summary>
    public readonly ReadOnlySpan<byte> Bytes => _wireType == LengthDelimited ? _bytes : throw Malformed();

    /// <summary>The field as text; bytes that are no UTF-8 become U+FFFD.</summary>
    public readonly string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>Goes on to the next field; false at the end.</summary>
    public bool Read()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        var tag = TakeVarint();
        Field = (int)(tag >> 3);
        _wireType = (int)(tag & 7);
        if (tag >> 3 is 0 or > int.MaxValue)
        {
            throw Malformed();
        }

        switch (_wireType)
        {
            case Varint:
                _number = TakeVarint();
                break;
            case Fixed64:
                _number = BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));
                break;
            case Fixed32:
                _number = BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));
                break;
            case LengthDelimited:
                _bytes = Take(TakeVarint());
                break;
            default:
                throw Malformed();
        }

        return true;
    }

    private ulong TakeVarint()
    {
        ulong value = 0;
        for (var index = 0; index < Math.Min(_rest.Length, 10); index++)
        {
            value |= (ulong)(_rest[index] & 0x7f) << (7 * index);
            if (_rest[index] < 0x80)
            {
                _rest = _rest[(index + 1)..];
                return value;
            }
        }

        throw Malformed();
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length)
        {
            throw Malformed();
        }

        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    private static FormatException Malformed() => new("The body is not the Protocol Buffers message that its Content-Type says.");
}
