using System.Diagnostics.Metrics;
using System.Text;
using JobLogs.Server.Ingest;
using JobLogs.Server.Secrets;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Server.Ingest;

/// <summary>A queue and its writer over a store in memory.</summary>
internal sealed class Pipeline : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly IngestMetrics _metrics;
    private bool _stopped;

    public Pipeline(Action<IngestOptions>? configure = null)
    {
        Options = new IngestOptions();
        configure?.Invoke(Options);
        var options = Microsoft.Extensions.Options.Options.Create(Options);
        Health = new WriterHealth(Time);
        _metrics = new IngestMetrics(_services.GetRequiredService<IMeterFactory>());
        Queue = new StoreQueue(options, _metrics);
        Writer = new BatchWriter(Queue, Store, Tail, new CommandMask(new KnownSecrets()), _metrics, Health, Time, options, NullLogger<BatchWriter>.Instance);
        Sinks = new RunSinks(Queue, options, Time, NullLogger<RunSink>.Instance);
    }

    public IngestOptions Options { get; }

    public FakeTimeProvider Time { get; } = new();

    public MemoryStore Store { get; } = new();

    public RecordingTail Tail { get; } = new();

    public StoreQueue Queue { get; }

    public BatchWriter Writer { get; }

    public WriterHealth Health { get; }

    public RunSinks Sinks { get; }

    public static async Task<Pipeline> StartAsync(Action<IngestOptions>? configure = null)
    {
        var pipeline = new Pipeline(configure);
        await pipeline.Writer.StartAsync(CancellationToken.None);
        return pipeline;
    }

    /// <summary>A command with entries of these messages.</summary>
    public static AppendEntries Append(params string[] messages)
    {
        var batch = new EntryBatch();
        for (var i = 0; i < messages.Length; i++)
        {
            batch.Add(new EntryView { Run = MemoryStore.Run, Message = Encoding.UTF8.GetBytes(messages[i]), Offset = i, DurationMs = -1 });
        }

        return new AppendEntries(MemoryStore.Run, batch);
    }

    /// <summary>Holds the writer in a commit, so that what is submitted now gathers in the queue.</summary>
    public async Task<Task> HoldAsync()
    {
        Store.Hold();
        var held = Queue.SubmitAsync(Append("held"), CancellationToken.None).AsTask();
        await Store.EnteredAsync();
        return held;
    }

    public async Task StopAsync()
    {
        if (!_stopped)
        {
            _stopped = true;
            await Writer.StopAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Store.LetGo();
        await StopAsync();
        Writer.Dispose();
        _metrics.Dispose();
        await _services.DisposeAsync();
    }
}
