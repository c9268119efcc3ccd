using System.Diagnostics.Metrics;
using System.Text;
using BenchmarkDotNet.Attributes;
using JobLogs.Server.Http;
using JobLogs.Server.Live;
using JobLogs.Server.Live.Frames;
using JobLogs.Server.Live.Tails;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace JobLogs.Benchmarks.Live;

/// <summary>The live side's part of an entry: what the writer's thread pays to publish it, and what each further reader pays to send it.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class TailBenchmarks
{
    private const int Entries = 100;
    private static readonly JobId Job = new(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("joblogs-tail-").FullName;
    private readonly FrameBuffer _output = new();
    private SqliteStore _store = null!;
    private Tail _tail = null!;
    private FrameWriter _frames = null!;
    private TailLog _log = null!;
    private AppendEntries _append = null!;

    /// <summary>A followed job, and a commit of 100 entries.</summary>
    [GlobalSetup]
    public async Task Setup()
    {
        _store = await SqliteStore.OpenAsync(new SqliteStoreOptions { Path = Path.Combine(_folder, "tail.db") }, TimeProvider.System, CancellationToken.None);
        var meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        _tail = new Tail(Options.Create(new LiveOptions()), TimeProvider.System, new LiveMetrics(meters));
        _frames = new FrameWriter(new CursorCodec(_store.Logs));
        _log = _tail.Join(Job, new Signal(), reads: true);
        var batch = new EntryBatch(Entries);
        for (var i = 0; i < Entries; i++)
        {
            batch.Add(new EntryView
            {
                TimestampMicros = 1_700_000_000_000_000 + i,
                Level = EntryLevel.Info,
                Message = Encoding.UTF8.GetBytes($"处理论文 {i}: paper processed, and some more text that makes it about 120 bytes long, as they are"),
                DurationMs = -1,
            });
            batch.Committed(i, Job, i + 1, 1);
        }

        _append = new AppendEntries(new RunId(1), batch) { Accepted = Entries, Last = new Place(1, Job, Entries, 0) };
        Publish();
    }

    /// <summary>Gives the files back.</summary>
    [GlobalCleanup]
    public async Task Cleanup()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>On the writer's thread, by entry.</summary>
    [Benchmark(OperationsPerInvoke = Entries)]
    public void Publish() => _tail.Publish(new Commit(1, 0, []), [_append]);

    /// <summary>The first reader of a form makes the frames, by entry.</summary>
    [Benchmark(OperationsPerInvoke = Entries)]
    public int PublishAndSendFirst()
    {
        Publish();
        return Send();
    }

    /// <summary>Each further reader, by entry: a copy.</summary>
    [Benchmark(OperationsPerInvoke = Entries)]
    public int Send()
    {
        _output.Clear();
        var chunk = _log.Chunk(_log.Next - 1)!;
        for (var i = 0; i < chunk.Count; i++)
        {
            chunk.AppendFrame(_output, _frames, FrameKind.WebSocketOfJob, i);
        }

        return _output.Length;
    }
}
