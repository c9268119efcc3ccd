using System.Text.Json;
using JobLogs.Client.Http;
using JobLogs.Client.Shipping;
using Microsoft.Extensions.Logging;

namespace JobLogs.Client.Runs;

/// <summary>Starts the runs that this process executes, and sends what processes before it left in the spool.</summary>
internal sealed partial class RunStarter(ApiConnection api, Shipper shipper, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan ShortPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongPatience = TimeSpan.FromSeconds(30);

    private readonly RunMaker _maker = new(api);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private Task? _leftovers;

    /// <summary>Starts a run.</summary>
    public async Task<JobRun> StartAsync(string job, StartRunOptions options, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(job);
        var id = NewId();
        var store = Open(new OutboxManifest
        {
            Id = id,
            Server = shipper.Server,
            Job = job,
            CreateJob = options.CreateJob,
            LeaseSeconds = options.LeaseSeconds,
            Parameters = WithStartId(options.Parameters, id),
            StartedAt = api.Time.GetUtcNow(),
        });
        string? whyNotNow = null;
        try
        {
            await MakeAsync(store, options.Patience ?? (options.RequireServer ? LongPatience : ShortPatience), cancellationToken).ConfigureAwait(false);
        }
        catch (JobLogsException failure) when ((failure.IsTransient && !options.RequireServer) || options.StartAnyway)
        {
            whyNotNow = failure.Message;
            Log.Offline(logger, job, whyNotNow);
        }
        catch
        {
            store.Delete();
            throw;
        }

        return Begin(store, isOurs: true, whyNotNow);
    }

    /// <summary>Writes into a run that was started elsewhere.</summary>
    public JobRun Attach(string runId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(runId);
        return Begin(Open(new OutboxManifest { Id = NewId(), Server = shipper.Server, RunId = runId, StartedAt = api.Time.GetUtcNow() }), isOurs: false);
    }

    /// <summary>Sends what processes that are gone left in the spool, until all of it is at the server.</summary>
    public Task<SpoolDelivery> DeliverAsync(IProgress<SpoolDelivery>? progress, CancellationToken cancellationToken) =>
        new LeftoverSender(shipper, api.Time).SendAsync(progress, cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        if (_leftovers is { } leftovers)
        {
            await leftovers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _stop.Dispose();
    }

    private async Task MakeAsync(OutboxStore store, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = api.Time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), late, patience, Timeout.InfiniteTimeSpan);
        try
        {
            await _maker.MakeAsync(store, late.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new JobLogsException(JobLogsException.Unreachable, $"The server at {shipper.Server} did not answer within {patience.TotalSeconds:0.#} s.");
        }
    }

    private OutboxStore Open(OutboxManifest manifest)
    {
        var store = shipper.Create(manifest);
        if (store.Trouble is { } trouble)
        {
            Log.NotDurable(logger, shipper.Options.SpoolFolder, trouble);
        }

        return store;
    }

    private JobRun Begin(OutboxStore store, bool isOurs, string? whyNotNow = null)
    {
        lock (_gate)
        {
            if (_leftovers is null)
            {
                using (ExecutionContext.SuppressFlow())
                {
                    _leftovers = Task.Run(() => DeliverAsync(null, _stop.Token), CancellationToken.None);
                }
            }
        }

        return new JobRun(shipper.Start(store, whyNotNow), api, shipper.Options, isOurs);
    }

    // Sorts by time, and says on which machine to look.
    private string NewId() => $"{api.Time.GetUtcNow():yyyyMMddHHmmss}-{Host()}-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..12]}";

    private static string Host()
    {
        var name = string.Concat(Environment.MachineName.Where(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.'));
        return name.Length > 40 ? name[..40] : name;
    }

    private static JsonElement WithStartId(JsonElement? parameters, string id)
    {
        var all = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (parameters is { ValueKind: JsonValueKind.Object } given)
        {
            foreach (var property in given.EnumerateObject())
            {
                all[property.Name] = property.Value;
            }
        }

        all[RunMaker.StartId] = JsonSerializer.SerializeToElement(id, RequestsJsonContext.Wire.String);
        return JsonSerializer.SerializeToElement(all, RequestsJsonContext.Wire.DictionaryStringJsonElement);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A run of {Job} begins without the server; what it says waits in the spool. {Reason}")]
        public static partial void Offline(ILogger logger, string job, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The spool in {Folder} can't be used; what is not at the server yet is kept in memory. {Reason}")]
        public static partial void NotDurable(ILogger logger, string? folder, string reason);
    }
}
