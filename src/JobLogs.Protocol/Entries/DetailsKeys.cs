using System.Buffers;
using System.Numerics;

namespace JobLogs.Protocol.Entries;

/// <summary>
/// Finds out whether a key stands twice in one object of an entry's details, at any depth, compared after unescaping.
/// The keys of the objects that are open lie one behind the other, the innermost object's last; an object is compared when it
/// ends, and its keys then go. A few keys are compared each with each, many through a hash table seeded by the process, so that
/// neither size nor malice makes it slow. Hot: reused, allocates nothing once its arrays have grown.
/// </summary>
internal sealed class DetailsKeys : IDisposable
{
    private const int FewKeys = 12;
    private const int UsualKeys = 256;

    private readonly List<int> _firstOfObject = [];
    private KeySpan[] _keys = ArrayPool<KeySpan>.Shared.Rent(UsualKeys);
    private byte[] _unescaped = ArrayPool<byte>.Shared.Rent(UsualKeys);
    private int _count;
    private int _unescapedCount;

    public void Dispose()
    {
        ArrayPool<KeySpan>.Shared.Return(_keys);
        ArrayPool<byte>.Shared.Return(_unescaped);
        _keys = [];
        _unescaped = [];
    }

    /// <summary>Starts with the details of another entry.</summary>
    public void Reset()
    {
        _firstOfObject.Clear();
        _count = 0;
        _unescapedCount = 0;
    }

    public void BeginObject() => _firstOfObject.Add(_count);

    /// <summary>Adds a key of the innermost open object.</summary>
    /// <param name="start">Where the key begins in the document, after the quote.</param>
    /// <param name="raw">The key as it stands there.</param>
    /// <param name="escaped">Whether it has escapes.</param>
    public void Add(int start, ReadOnlySpan<byte> raw, bool escaped)
    {
        if (_count == _keys.Length)
        {
            Grow(ref _keys, _count, _count + 1);
        }

        if (!escaped)
        {
            _keys[_count++] = new KeySpan(start, raw.Length);
            return;
        }

        if (_unescaped.Length - _unescapedCount < raw.Length)
        {
            Grow(ref _unescaped, _unescapedCount, _unescapedCount + raw.Length);
        }

        int length = JsonText.Unescape(raw, _unescaped.AsSpan(_unescapedCount), exact: true);
        _keys[_count++] = new KeySpan(~_unescapedCount, length);
        _unescapedCount += length;
    }

    /// <summary>Ends the innermost open object.</summary>
    /// <param name="document">What the keys' positions refer to.</param>
    /// <param name="duplicate">The key that stands twice, unescaped; empty when there is none.</param>
    /// <returns>Whether no key stands twice.</returns>
    public bool EndObject(ReadOnlySpan<byte> document, out ReadOnlySpan<byte> duplicate)
    {
        int first = _firstOfObject[^1];
        _firstOfObject.RemoveAt(_firstOfObject.Count - 1);
        ReadOnlySpan<KeySpan> keys = _keys.AsSpan(first, _count - first);
        _count = first;
        int found = keys.Length switch
        {
            < 2 => -1,
            <= FewKeys => FindAmongFew(keys, document),
            _ => FindAmongMany(keys, document),
        };
        duplicate = found < 0 ? default : TextOf(keys[found], document);
        return found < 0;
    }

    private int FindAmongFew(ReadOnlySpan<KeySpan> keys, ReadOnlySpan<byte> document)
    {
        for (int later = 1; later < keys.Length; later++)
        {
            for (int earlier = 0; earlier < later; earlier++)
            {
                if (keys[earlier].Length == keys[later].Length
                    && TextOf(keys[earlier], document).SequenceEqual(TextOf(keys[later], document)))
                {
                    return later;
                }
            }
        }

        return -1;
    }

    private int FindAmongMany(ReadOnlySpan<KeySpan> keys, ReadOnlySpan<byte> document)
    {
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)keys.Length * 2);
        int[] slots = ArrayPool<int>.Shared.Rent(size);
        slots.AsSpan(0, size).Clear();
        int found = -1;
        for (int i = 0; i < keys.Length && found < 0; i++)
        {
            ReadOnlySpan<byte> key = TextOf(keys[i], document);
            HashCode hash = default;
            hash.AddBytes(key);
            int slot = hash.ToHashCode() & (size - 1);

            // A slot holds a key's number plus one; 0 is free. The table is at most half full.
            for (; slots[slot] != 0; slot = (slot + 1) & (size - 1))
            {
                if (TextOf(keys[slots[slot] - 1], document).SequenceEqual(key))
                {
                    found = i;
                    break;
                }
            }

            slots[slot] = i + 1;
        }

        ArrayPool<int>.Shared.Return(slots);
        return found;
    }

    private ReadOnlySpan<byte> TextOf(KeySpan key, ReadOnlySpan<byte> document) =>
        key.Start >= 0 ? document.Slice(key.Start, key.Length) : _unescaped.AsSpan(~key.Start, key.Length);

    private static void Grow<T>(ref T[] array, int used, int needed)
    {
        T[] larger = ArrayPool<T>.Shared.Rent(Math.Max(needed, array.Length * 2));
        array.AsSpan(0, used).CopyTo(larger);
        ArrayPool<T>.Shared.Return(array);
        array = larger;
    }

    /// <summary>Where a key lies: in the document, or, with the complement of its position, among the unescaped ones.</summary>
    private readonly record struct KeySpan(int Start, int Length);
}
