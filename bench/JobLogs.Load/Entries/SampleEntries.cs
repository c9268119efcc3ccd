using JobLogs.Storage.Model;

namespace JobLogs.Load.Entries;

/// <summary>
/// The data that every target speaks of: messages of 120 bytes, 30 % Chinese, half with details, levels 20/70/7/2.7/0.3 %,
/// 8 steps. The same on every run. One thread at a time; allocates nothing per entry.
/// </summary>
/// <param name="seed">Another seed, other words.</param>
/// <param name="firstMicros">When the first entry happened, in microseconds since the Unix epoch.</param>
/// <param name="stepMicros">Microseconds from one entry to the next.</param>
internal sealed class SampleEntries(int seed, long firstMicros = 1_738_319_400_000_000, long stepMicros = 1234)
{
    /// <summary>Bytes of every message.</summary>
    public const int MessageBytes = 120;

    /// <summary>One entry in so many holds a rare word (see <see cref="Vocabulary.RareEnglish"/>).</summary>
    public const int RareEvery = 1000;

    private readonly Random _random = new(seed);
    private readonly byte[] _message = new byte[MessageBytes];
    private readonly byte[] _details = new byte[64];
    private long _number;

    /// <summary>The next entry, without job and run; its texts are valid until the next call.</summary>
    public EntryView Next()
    {
        var number = _number++;
        return new EntryView
        {
            TimestampMicros = firstMicros + (number * stepMicros),
            Level = Level(_random.Next(1000)),
            Message = Message(number),
            Details = (number & 1) == 0 ? Details(number) : default,
            Step = Vocabulary.Steps[_random.Next(Vocabulary.Steps.Length)],
            DurationMs = _random.Next(5000),
        };
    }

    /// <summary>The next <paramref name="count"/> entries, for a store; the caller disposes them.</summary>
    public EntryBatch Batch(int count)
    {
        var batch = new EntryBatch(count);
        for (var i = 0; i < count; i++)
        {
            var entry = Next();
            entry.Offset = i;
            batch.Add(entry);
        }

        return batch;
    }

    private static EntryLevel Level(int thousandth) => thousandth switch
    {
        < 200 => EntryLevel.Debug,
        < 900 => EntryLevel.Info,
        < 970 => EntryLevel.Warning,
        < 997 => EntryLevel.Error,
        _ => EntryLevel.Critical,
    };

    private ReadOnlySpan<byte> Message(long number)
    {
        var rare = number % RareEvery == RareEvery - 1 ? (int)(number / RareEvery) : -1;
        return _random.Next(10) < 3 ? Chinese(rare) : English(rare);
    }

    private ReadOnlySpan<byte> English(int rare)
    {
        var length = 0;
        if (rare >= 0)
        {
            length = Put(Vocabulary.RareEnglish[rare % Vocabulary.RareEnglish.Length], length);
            _message[length++] = (byte)' ';
        }

        while (length < MessageBytes)
        {
            // Some words are much commoner than others, as in any language.
            var share = _random.NextDouble();
            length = Put(Vocabulary.English[(int)(share * share * share * Vocabulary.English.Length)], length);
            if (length < MessageBytes)
            {
                _message[length++] = (byte)' ';
            }
        }

        // A message doesn't end in a space: readers may trim, and lengths would differ.
        _message[MessageBytes - 1] = (byte)'.';
        return _message;
    }

    private ReadOnlySpan<byte> Chinese(int rare)
    {
        var length = 0;
        if (rare >= 0)
        {
            length = Put(Vocabulary.RareChinese[rare % Vocabulary.RareChinese.Length], length);
        }

        while (length < MessageBytes)
        {
            var share = _random.NextDouble();
            length = Put(Vocabulary.Chinese[(int)(share * Math.Sqrt(share) * Vocabulary.Chinese.Length)], length);
        }

        return _message;
    }

    private int Put(byte[] word, int at)
    {
        var length = Math.Min(word.Length, MessageBytes - at);
        word.AsSpan(0, length).CopyTo(_message.AsSpan(at));
        return at + length;
    }

    private ReadOnlySpan<byte> Details(long number)
    {
        System.Text.Unicode.Utf8.TryWrite(_details, $"{{\"keywords\":[\"ML\",\"AI\"],\"count\":{number % 1000}}}", out var length);
        return _details.AsSpan(0, length);
    }
}
