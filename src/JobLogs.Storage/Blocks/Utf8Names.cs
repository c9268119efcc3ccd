using System.Text;

namespace JobLogs.Storage.Blocks;

/// <summary>Numbers the distinct texts that it meets, from 0. Hot: allocates only for a text it hasn't met.</summary>
internal sealed class Utf8Names
{
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _numbers =
        new Dictionary<byte[], int>(new Comparer()).GetAlternateLookup<ReadOnlySpan<byte>>();

    private readonly List<string> _texts = [];

    /// <summary>How many it has met.</summary>
    internal int Count => _texts.Count;

    /// <summary>The text that has a number.</summary>
    internal string this[int number] => _texts[number];

    /// <summary>The number of a text.</summary>
    internal int NumberOf(ReadOnlySpan<byte> text)
    {
        if (!_numbers.TryGetValue(text, out var number))
        {
            number = _texts.Count;
            _numbers[text] = number;
            _texts.Add(Encoding.UTF8.GetString(text));
        }

        return number;
    }

    private sealed class Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? left, byte[]? right) => left.AsSpan().SequenceEqual(right);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] text) => GetHashCode(text.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
