using System.Diagnostics.Metrics;
using System.Text;
using JobLogs.Server.Http;
using JobLogs.Server.Live;
using JobLogs.Server.Live.Frames;
using JobLogs.Server.Live.Subscriptions;
using JobLogs.Server.Live.Tails;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Server.Live.Fixtures;

/// <summary>A real store in a folder of its own, and the live side on it; every commit is published, as the writer does.</summary>
internal sealed class LiveHouse : IAsyncDisposable
{
    private readonly string _folder;
    private readonly ServiceProvider _services;

    private LiveHouse(string folder, SqliteStore store, LiveOptions options, TimeProvider time, bool shared)
    {
        _folder = folder;
        Store = store;
        Time = time;
        Options = options;
        _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var metrics = new LiveMetrics(_services.GetRequiredService<IMeterFactory>());
        Cursors = new CursorCodec(store.Logs);
        Others = shared ? new HouseOthers(store) : null;
        Tail = new Tail(Microsoft.Extensions.Options.Options.Create(options), time, metrics, Others);
        Sources = new StreamSources(
            Tail, store.Logs, store.Jobs, store.Runs, new FilterReader([]), Cursors, new FrameWriter(Cursors), time, metrics, Microsoft.Extensions.Options.Options.Create(options));
    }

    public SqliteStore Store { get; }

    public TimeProvider Time { get; }

    public FakeTimeProvider FakeTime => (FakeTimeProvider)Time;

    public LiveOptions Options { get; }

    public CursorCodec Cursors { get; }

    public Tail Tail { get; }

    /// <summary>What the tail reads of others; null when this server holds the store alone.</summary>
    public HouseOthers? Others { get; }

    public StreamSources Sources { get; }

    public static async Task<LiveHouse> OpenAsync(LiveOptions? options = null, TimeProvider? time = null, bool shared = false)
    {
        time ??= new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        var folder = Directory.CreateTempSubdirectory("joblogs-live-").FullName;
        var store = await SqliteStore.OpenAsync(new SqliteStoreOptions { Path = Path.Combine(folder, "live.db") }, time, CancellationToken.None);
        return new LiveHouse(folder, store, options ?? new LiveOptions(), time, shared);
    }

    /// <summary>Commits without publishing: what another server wrote, or what was written before this one ran.</summary>
    public async Task<Commit> CommitOnlyAsync(params StoreCommand[] commands) =>
        await Store.Writer.CommitAsync(commands, Guid.NewGuid(), CancellationToken.None);

    public async Task<Commit> CommitAsync(params StoreCommand[] commands)
    {
        var commit = await CommitOnlyAsync(commands);
        Tail.Publish(commit, commands);
        return commit;
    }

    /// <summary>Reads what others committed, as far as the tail knows of it.</summary>
    public async Task FillAsync()
    {
        using var filler = new TailFiller(Tail, Time, NullLogger<TailFiller>.Instance, Others);
        await filler.FillAsync(Others!, CancellationToken.None);
    }

    public async Task<Job> JobAsync(string name = "papers")
    {
        var create = new CreateJob(new JobDefinition { Name = name, Type = "external" });
        await CommitAsync(create);
        return create.Job!;
    }

    public async Task<Run> RunAsync(Job job)
    {
        var create = new CreateRun(job.Id, RunTrigger.Api) { Status = RunStatus.Running, Parameters = "{}", Reason = "Started." };
        await CommitAsync(create);
        return create.Run!;
    }

    public async Task<Run> EndRunAsync(Run run, RunStatus status = RunStatus.Completed)
    {
        var change = Ending(run, status);
        await CommitAsync(change);
        return change.Run!;
    }

    public static ChangeRun Ending(Run run, RunStatus status = RunStatus.Completed) =>
        new(run.Id, status) { From = [RunStatus.Running], Reason = "Done." };

    public async Task LogAsync(Run run, params string[] messages) => await CommitAsync(Append(run, messages));

    public AppendEntries Append(Run run, params string[] messages) => Append(run, EntryLevel.Info, messages);

    public AppendEntries Append(Run run, EntryLevel level, params string[] messages)
    {
        var batch = new EntryBatch();
        for (var i = 0; i < messages.Length; i++)
        {
            batch.Add(new EntryView
            {
                TimestampMicros = Time.NowMicros(),
                Level = level,
                Message = Encoding.UTF8.GetBytes(messages[i]),
                DurationMs = -1,
                Offset = i,
            });
        }

        return new AppendEntries(run.Id, batch);
    }

    public Follower Follow(LogScope scope, SubscriptionRequest? request = null) => new(this, scope, request ?? new SubscriptionRequest());

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
