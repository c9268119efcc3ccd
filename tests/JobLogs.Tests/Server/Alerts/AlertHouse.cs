using System.Text;
using JobLogs.Server.Alerts;
using JobLogs.Server.Alerts.Notifiers;
using JobLogs.Server.Alerts.Watching;
using JobLogs.Server.Ingest;
using JobLogs.Server.Runs;
using JobLogs.Server.Secrets;
using JobLogs.Storage;
using JobLogs.Storage.Alerts;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite;
using JobLogs.Tests.Server.Runs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Server.Alerts;

/// <summary>Watching and telling on a real SQLite file, in virtual time, a turn when the test says so.</summary>
internal sealed class AlertHouse : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("joblogs-alerts-").FullName;
    private readonly List<ServiceProvider> _servers = [];
    private SqliteStore _store = null!;

    private AlertHouse()
    {
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public IAlertStore Alerts => _store.Alerts;

    public DirectQueue Queue { get; private set; } = null!;

    public RecordingNotifier Receiver { get; } = new();

    /// <summary>The fields that are added to the filters of servers from the next restart on.</summary>
    public List<FilterField> Fields { get; } = [];

    public long Now => Time.NowMicros();

    private ServiceProvider Server => _servers[^1];

    public static async Task<AlertHouse> OpenAsync()
    {
        var house = new AlertHouse();
        house._store = await JobServer.OpenStoreAsync(house._folder, house.Time);
        house.Queue = new DirectQueue(house._store.Writer);
        house.Restart();
        return house;
    }

    /// <summary>Another server in the place of the last, which knows nothing but what is in the database.</summary>
    public void Restart() => _servers.Add(Build(isOnlyServer: true));

    /// <summary>The watching of another server, beside this one.</summary>
    public AlertWatching Beside() => Get<AlertWatching>(Build(isOnlyServer: false));

    /// <summary>Lets the watcher look until it has seen all.</summary>
    public async Task LookAsync(AlertWatching? watching = null)
    {
        while (await (watching ?? Get<AlertWatching>(Server)).TurnAsync(CancellationToken.None) == WatchTurn.More)
        {
        }
    }

    /// <summary>Time passes, and then the watcher looks.</summary>
    public async Task PassAsync(double seconds)
    {
        Time.Advance(TimeSpan.FromSeconds(seconds));
        await LookAsync();
    }

    public T Get<T>()
        where T : notnull => Get<T>(Server);

    public async Task<AlertRule> RuleAsync(string type, string conditions, Func<AlertRule, AlertRule>? change = null)
    {
        var rule = new AlertRule { Name = $"rule {Guid.NewGuid():N}", Type = type, Conditions = conditions };
        var saved = await Queue.SubmitNowAsync(new SaveAlertRule(change?.Invoke(rule) ?? rule));
        saved.Refusal.ShouldBe(Refusal.None);
        await LookAsync();
        return saved.Rule;
    }

    public async Task<Notifier> NotifierAsync(int groupSeconds = 0)
    {
        var saved = await Queue.SubmitNowAsync(new SaveNotifier(new Notifier { Name = "ops", Type = Receiver.Type, GroupSeconds = groupSeconds }));
        return saved.Notifier;
    }

    public async Task<Job> JobAsync(string name = "nightly", long? nextRunAt = null)
    {
        var definition = new JobDefinition { Name = name, Type = "external" };
        return (await Queue.SubmitNowAsync(new CreateJob(definition) { NextRunAt = nextRunAt })).Job!;
    }

    /// <summary>A run that is under way.</summary>
    public async Task<RunId> RunAsync(Job job, long? scheduledAt = null, bool started = true)
    {
        var create = new CreateRun(job.Id, scheduledAt is null ? RunTrigger.Manual : RunTrigger.Schedule)
        {
            Parameters = "{}", Reason = "a test", ScheduledAt = scheduledAt, ExpectedNextRunAt = scheduledAt,
        };
        await Queue.SubmitNowAsync(create);
        create.Refusal.ShouldBe(Refusal.None);
        if (started)
        {
            await ChangeAsync(create.Run!.Id, RunStatus.Running);
        }

        return create.Run!.Id;
    }

    public async Task ChangeAsync(RunId run, RunStatus to, string? error = null)
    {
        var change = new ChangeRun(run, to)
        {
            From = [RunStatus.Pending, RunStatus.Running], Owner = "here", LeaseUntil = long.MaxValue, Error = error is null ? null : new RunError("broken", error),
        };
        (await Queue.SubmitNowAsync(change)).Refusal.ShouldBe(Refusal.None);
    }

    /// <summary>A run that took so long.</summary>
    public async Task FinishedAsync(Job job, double seconds, RunStatus to = RunStatus.Completed)
    {
        var run = await RunAsync(job);
        Time.Advance(TimeSpan.FromSeconds(seconds));
        await ChangeAsync(run, to);
    }

    public async Task WriteAsync(RunId run, string message, EntryLevel level = EntryLevel.Error, int times = 1)
    {
        using var batch = new EntryBatch();
        for (var index = 0; index < times; index++)
        {
            batch.Add(new EntryView { TimestampMicros = Now, Level = level, Message = Encoding.UTF8.GetBytes(message), DurationMs = -1, Offset = index });
        }

        (await Queue.SubmitNowAsync(new AppendEntries(run, batch))).Accepted.ShouldBe(times);
    }

    /// <summary>Every alert, oldest first.</summary>
    public async Task<IReadOnlyList<Alert>> AllAsync() =>
        [.. (await Alerts.AlertsAsync(new AlertQuery(null, null, null, null, 0, 100), CancellationToken.None)).Items.Reverse()];

    /// <summary>Whether each alert fires, oldest first.</summary>
    public async Task<IReadOnlyList<bool>> StatesAsync() => [.. (await AllAsync()).Select(alert => alert.Firing)];

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static T Get<T>(ServiceProvider server)
        where T : notnull => server.GetRequiredService<T>();

    private ServiceProvider Build(bool isOnlyServer)
    {
        var services = new ServiceCollection().AddLogging().AddMetrics();
        services.AddSingleton<TimeProvider>(Time).AddSingleton<IStoreQueue>(Queue);
        services.AddSingleton(_store.Alerts).AddSingleton(_store.Runs).AddSingleton(_store.Jobs).AddSingleton(_store.Logs).AddSingleton(_store.Feed);
        services.AddSingleton(new SecretKeySource(SecretKey.NewText(), null, MakeFile: false)).AddSingleton<JobLogs.Server.Http.Addresses>();
        services.AddSingleton<ServerName>().Configure<RunsOptions>(runs => runs.IsOnlyServer = isOnlyServer);
        services.AddAlerts(new ConfigurationBuilder().Build());
        services.AddSingleton<INotifier>(Receiver);
        Fields.ForEach(field => services.AddSingleton(field));
        return services.BuildServiceProvider();
    }
}
