using System.Text.Json;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Elasticsearch.Http;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Elasticsearch.Writing;

/// <summary>
/// The lines of one <c>_bulk</c> request, and which item each pair of them is. Hot: documents are written straight into one
/// pooled buffer, which is kept for the next request.
/// </summary>
internal sealed class BulkBody(ICopyNames names) : IDisposable
{
    private readonly PooledBuffer _buffer = new(64 * 1024);
    private readonly EntryDocument _entries = new(names);
    private readonly EventDocument _events = new(names);
    private readonly List<CopyItem> _items = [];
    private readonly Utf8JsonWriter _json = new(Stream.Null, DocumentJson.Options);

    /// <summary>The body.</summary>
    internal ReadOnlyMemory<byte> Memory => _buffer.Memory;

    /// <summary>The items in it, in their order.</summary>
    internal IReadOnlyList<CopyItem> Items => _items;

    /// <summary>Begins anew.</summary>
    internal void Clear()
    {
        _buffer.CutTo(0);
        _items.Clear();
    }

    /// <summary>Adds an entry; false, and nothing is added, when one of its texts is no UTF-8.</summary>
    internal bool TryAdd(in EntryView entry, string index)
    {
        var before = _buffer.Length;
        Span<byte> id = stackalloc byte[ICopyNames.MaxLength];
        try
        {
            BeginAction(index, id[.._entries.WriteId(entry, id)]);
            _entries.Write(_json, entry);
            EndLine();
        }
        catch (ArgumentException)
        {
            _buffer.CutTo(before);
            return false;
        }

        _items.Add(CopyItem.Entry(entry.Job, entry.Seq));
        return true;
    }

    /// <summary>Adds an event.</summary>
    internal void Add(RunEvent happened, string index)
    {
        BeginAction(index, System.Text.Encoding.UTF8.GetBytes(EventDocument.IdOf(happened)));
        _events.Write(_json, happened);
        EndLine();
        _items.Add(CopyItem.Happened(happened.Job, happened.Event));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _json.Dispose();
        _entries.Dispose();
        _buffer.Dispose();
    }

    // "create" leaves a document alone that is there already, so that a batch may be sent again.
    private void BeginAction(string index, ReadOnlySpan<byte> id)
    {
        _json.Reset(_buffer);
        _json.WriteStartObject();
        _json.WriteStartObject("create"u8);
        _json.WriteString("_index"u8, index);
        _json.WriteString("_id"u8, id);
        _json.WriteEndObject();
        _json.WriteEndObject();
        EndLine();
    }

    private void EndLine()
    {
        _json.Flush();
        _json.Reset();
        _buffer.GetSpan(1)[0] = (byte)'\n';
        _buffer.Advance(1);
    }
}
