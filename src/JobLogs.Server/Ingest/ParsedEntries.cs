using JobLogs.Protocol.Entries;
using JobLogs.Server.Http;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Ingest;

/// <summary>The entries of a request, ready to be stored. Hot: parsing allocates nothing for an entry that is accepted.</summary>
internal sealed class ParsedEntries : IDisposable
{
    private const int BytesOfAnEntry = 200;

    [ThreadStatic]
    private static EntryScratch? t_scratch;

    private readonly List<RejectedLine> _rejected = [];

    private ParsedEntries(EntryBatch batch) => Batch = batch;

    /// <summary>The entries that are to be stored; each knows its offset among the lines that were sent.</summary>
    public EntryBatch Batch { get; }

    /// <summary>The lines that were refused.</summary>
    public IReadOnlyList<RejectedLine> Rejected => _rejected;

    /// <summary>How many entries were sent, refused ones counted.</summary>
    public int Lines { get; private set; }

    /// <summary>Why the request is refused as a whole; null when it isn't.</summary>
    public Problem? Problem { get; private set; }

    /// <summary>Reads all entries of a body.</summary>
    /// <param name="receivedMicros">The timestamp of entries that have none.</param>
    /// <param name="maxEntries">How many there may be, refused ones counted.</param>
    public static ParsedEntries Read(
        ReadOnlySpan<byte> body, EntryFormat format, EntryLimits limits, RunId run, long receivedMicros, int maxEntries)
    {
        var parsed = new ParsedEntries(new EntryBatch(Math.Min(maxEntries, (body.Length / BytesOfAnEntry) + 1)));
        var reader = new EntryReader(body, format, t_scratch ??= new EntryScratch(), limits);
        while (reader.Read())
        {
            if (parsed.Lines == maxEntries)
            {
                parsed.Problem = Problems.TooLarge(
                    $"There are more than {maxEntries} entries. Nothing of them was stored; send them in several requests.");
                return parsed;
            }

            parsed.Add(reader, run, receivedMicros);
        }

        if (reader.IsUnreadable)
        {
            parsed.Problem = Problems.BadRequest(reader.UnreadableDetail);
        }

        return parsed;
    }

    /// <inheritdoc />
    public void Dispose() => Batch.Dispose();

    private void Add(scoped in EntryReader reader, RunId run, long receivedMicros)
    {
        if (reader.IsRejected)
        {
            _rejected.Add(new RejectedLine(reader.Line, reader.Rejection));
        }
        else
        {
            var entry = EntryWire.ToView(reader.Entry, run, receivedMicros);
            entry.Offset = Lines;
            Batch.Add(entry);
        }

        Lines++;
    }
}
