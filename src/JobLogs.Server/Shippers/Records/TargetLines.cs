using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using JobLogs.Server.Shippers.Targets;

namespace JobLogs.Server.Shippers.Records;

/// <summary>The records of a request that go to one target, as lines of our own format.</summary>
internal sealed class TargetLines(ShipTarget target) : IDisposable
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly ArrayBufferWriter<byte> _text = new(4096);
    private readonly List<int> _records = [];
    private Utf8JsonWriter? _json;

    /// <summary>Where they go.</summary>
    public ShipTarget Target { get; } = target;

    /// <summary>The lines.</summary>
    public ReadOnlySpan<byte> Text => _text.WrittenSpan;

    /// <summary>Adds a record.</summary>
    /// <param name="record">Its place among the request's records, from 0.</param>
    public void Add(int record, ShippedEntry entry)
    {
        _json ??= new Utf8JsonWriter(_text, Options);
        entry.Write(_json);
        _json.Flush();
        _json.Reset();
        _text.Write("\n"u8);
        _records.Add(record);
    }

    /// <summary>Which record stands in a line.</summary>
    /// <param name="line">From 1.</param>
    public int RecordAt(int line) => _records[line - 1];

    /// <summary>All of them are refused for the same reason.</summary>
    public IEnumerable<RejectedRecord> RejectAll(string code, string detail) =>
        _records.Select(record => new RejectedRecord(record, code, detail));

    /// <inheritdoc />
    public void Dispose() => _json?.Dispose();
}
