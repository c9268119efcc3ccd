using System.Buffers;

namespace JobLogs.Client.Shipping;

/// <summary>What goes to the server in one go: a stretch of frames of one segment, sorted by what becomes of them.</summary>
internal sealed class Window
{
    private static readonly byte[] LineBreak = "\n"u8.ToArray();
    private readonly ArrayBufferWriter<byte> _lines = new(64 * 1024);
    private readonly List<int> _ends = [];

    /// <summary>Bytes of its frames.</summary>
    public int Bytes { get; private set; }

    /// <summary>How many entries it has.</summary>
    public int Entries => _ends.Count;

    /// <summary>How many entries are done.</summary>
    public int EntriesDone { get; set; }

    /// <summary>Bytes of the entries.</summary>
    public int LineBytes => _lines.WrittenCount;

    /// <summary>Metrics that are not sent yet, as JSON.</summary>
    public List<byte[]> Metrics { get; } = [];

    /// <summary>Steps and reports that are not sent yet, in order.</summary>
    public Queue<(FrameKind Kind, byte[] Payload)> Calls { get; } = [];

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsEmpty => Bytes == 0;

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _lines.ResetWrittenCount();
        _ends.Clear();
        Metrics.Clear();
        Calls.Clear();
        (Bytes, EntriesDone) = (0, 0);
    }

    /// <summary>Takes a frame.</summary>
    public void Add(FrameKind kind, ReadOnlySpan<byte> payload)
    {
        Bytes += FrameBuffer.HeaderLength + payload.Length;
        switch (kind)
        {
            case FrameKind.Entry:
                _lines.Write(payload);
                _lines.Write(LineBreak);
                _ends.Add(_lines.WrittenCount);
                break;
            case FrameKind.Metric:
                Metrics.Add(payload.ToArray());
                break;
            case FrameKind.Step or FrameKind.Report:
                Calls.Enqueue((kind, payload.ToArray()));
                break;
        }
    }

    /// <summary>So many of the entries that are not done, as NDJSON.</summary>
    public ReadOnlyMemory<byte> Lines(int count)
    {
        var start = EntriesDone == 0 ? 0 : _ends[EntriesDone - 1];
        return _lines.WrittenMemory[start.._ends[EntriesDone + count - 1]];
    }
}
