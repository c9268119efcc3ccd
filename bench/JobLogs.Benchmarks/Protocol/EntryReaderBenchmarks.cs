using System.Buffers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using JobLogs.Protocol.Entries;

namespace JobLogs.Benchmarks.Protocol;

/// <summary>
/// Reading and writing entries, against what JSON costs at least: <see cref="Utf8JsonReader"/> alone over the same bytes.
/// Target: <see cref="ReadNdjson"/> at most twice <see cref="BareReader"/>, nothing allocated.
/// </summary>
[MemoryDiagnoser]
public class EntryReaderBenchmarks
{
    private readonly EntryScratch _scratch = new();
    private readonly ArrayBufferWriter<byte> _output = new(1 << 20);
    private byte[] _ndjson = [];
    private byte[] _array = [];

    [GlobalSetup]
    public void Setup()
    {
        _ndjson = SampleEntries.Ndjson();
        _array = SampleEntries.Array();
    }

    [GlobalCleanup]
    public void Cleanup() => _scratch.Dispose();

    [Benchmark(Baseline = true, OperationsPerInvoke = SampleEntries.Count)]
    public long BareReader()
    {
        var json = new Utf8JsonReader(_ndjson, new JsonReaderOptions { AllowMultipleValues = true });
        while (json.Read())
        {
        }

        return json.BytesConsumed;
    }

    [Benchmark(OperationsPerInvoke = SampleEntries.Count)]
    public long ReadNdjson() => Read(_ndjson, EntryFormat.Ndjson);

    [Benchmark(OperationsPerInvoke = SampleEntries.Count)]
    public long ReadArray() => Read(_array, EntryFormat.SingleOrArray);

    [Benchmark(OperationsPerInvoke = SampleEntries.Count)]
    public long ReadAndWrite()
    {
        _output.ResetWrittenCount();
        var reader = new EntryReader(_ndjson, EntryFormat.Ndjson, _scratch, EntryLimits.Default);
        while (reader.Read())
        {
            EntryJson.Write(_output, reader.Entry, 3, 77, reader.Line);
        }

        return _output.WrittenCount;
    }

    private long Read(byte[] body, EntryFormat format)
    {
        var reader = new EntryReader(body, format, _scratch, EntryLimits.Default);
        long sum = 0;
        while (reader.Read())
        {
            sum += reader.IsRejected ? -1_000_000 : reader.Entry.Message.Length;
        }

        return sum;
    }
}
