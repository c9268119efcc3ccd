using System.Text;

namespace JobLogs.Tests.Server.Shippers;

/// <summary>Writes messages of Protocol Buffers, field by field.</summary>
internal sealed class ProtobufMessage
{
    private readonly MemoryStream _bytes = new();

    public ProtobufMessage Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    public ProtobufMessage Message(int field, ProtobufMessage message) => Bytes(field, message.ToArray());

    public ProtobufMessage Bytes(int field, byte[] bytes)
    {
        Varint(((ulong)field << 3) | 2);
        Varint((ulong)bytes.Length);
        _bytes.Write(bytes);
        return this;
    }

    public ProtobufMessage Number(int field, ulong number)
    {
        Varint((ulong)field << 3);
        Varint(number);
        return this;
    }

    public ProtobufMessage Fixed64(int field, ulong number)
    {
        Varint(((ulong)field << 3) | 1);
        _bytes.Write(BitConverter.GetBytes(number));
        return this;
    }

    public byte[] ToArray() => _bytes.ToArray();

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.WriteByte((byte)(value | 0x80));
        }

        _bytes.WriteByte((byte)value);
    }
}
