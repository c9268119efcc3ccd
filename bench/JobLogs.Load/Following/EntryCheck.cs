using System.Buffers.Text;
using JobLogs.Load.Measuring;

namespace JobLogs.Load.Following;

/// <summary>
/// Checks that a subscriber gets every entry once and in order, and how old each is, by looking for <c>"seq":</c> and the stamp
/// and not at the rest of the JSON. Hot: allocates nothing per entry.
/// </summary>
internal sealed class EntryCheck
{
    private byte[] _sample = [];

    /// <summary>Entries received.</summary>
    public long Received { get; private set; }

    /// <summary>Entries that were passed over, told by their seq.</summary>
    public long Lost { get; private set; }

    /// <summary>Entries that came again, or too late.</summary>
    public long Repeated { get; private set; }

    /// <summary>The last seq that was seen; 0 before the first.</summary>
    public long LastSeq { get; private set; }

    /// <summary>The first text that held a stamped entry, as it came.</summary>
    public ReadOnlySpan<byte> Sample => _sample;

    /// <summary>Reads a text that holds any number of whole entries, in their JSON.</summary>
    public void Read(ReadOnlySpan<byte> text, LatencyHistogram latencies)
    {
        var rest = text;
        int at;
        while ((at = rest.IndexOf("\"seq\":"u8)) >= 0)
        {
            rest = rest[(at + 6)..];
            if (Utf8Parser.TryParse(rest, out long seq, out _))
            {
                Note(seq);
            }

            // The message comes after the seq in an entry.
            if ((at = Stamp.Find(rest)) >= 0)
            {
                latencies.Since(Stamp.Read(rest[at..]));
                if (_sample.Length == 0)
                {
                    _sample = text.ToArray();
                }
            }
        }
    }

    private void Note(long seq)
    {
        Received++;
        if (LastSeq > 0 && seq > LastSeq + 1)
        {
            Lost += seq - LastSeq - 1;
        }

        if (seq <= LastSeq)
        {
            Repeated++;
        }

        LastSeq = Math.Max(LastSeq, seq);
    }
}
