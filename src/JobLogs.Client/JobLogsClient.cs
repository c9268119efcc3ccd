using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using JobLogs.Client.Http;
using JobLogs.Client.Http.Following;
using JobLogs.Client.Runs;
using JobLogs.Client.Shipping;
using JobLogs.Protocol.Entries;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace JobLogs.Client;

/// <summary>Calls a JobLogs server. Safe for use by many threads at once; one for the whole process is enough.</summary>
public sealed class JobLogsClient : IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);
    private static readonly string[] EntriesOnly = ["log"];

    private readonly ApiConnection _api;
    private readonly HttpClient? _owned;
    private readonly RunStarter _starter;

    /// <summary>Calls the server that the options name.</summary>
    /// <param name="options">Where the server is; null for the default address.</param>
    public JobLogsClient(JobLogsOptions? options = null)
        : this(NewHttp(), options) => _owned = _api!.Http;

    /// <summary>Calls the server with an <see cref="HttpClient"/> from elsewhere, such as an <c>IHttpClientFactory</c>.</summary>
    /// <param name="http">Makes the calls; its base address, where set, goes before the options'. It isn't disposed.</param>
    /// <param name="options">Where the server is; null for the default address.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="logger">Hears when the server or the spool is away; null for nobody.</param>
    /// <exception cref="ArgumentException">A shipping option is out of its range.</exception>
    public JobLogsClient(HttpClient http, JobLogsOptions? options = null, TimeProvider? time = null, ILogger<JobLogsClient>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        options ??= new JobLogsOptions();
        options.Shipping.Validate(nameof(options));
        _api = new ApiConnection(http, options, time ?? TimeProvider.System);
        _starter = new RunStarter(
            _api, new Shipper(_api, _api.AddressOf("").AbsoluteUri, options.Shipping, _api.Time), logger ?? NullLogger<JobLogsClient>.Instance);
        Jobs = new JobOperations(_api);
        Runs = new RunOperations(_api);
        Logs = new LogOperations(_api);
        Server = new ServerOperations(_api);
    }

    /// <summary>Jobs: what is run, and when.</summary>
    public JobOperations Jobs { get; }

    /// <summary>Runs: what became of a job when it ran.</summary>
    public RunOperations Runs { get; }

    /// <summary>Logs: history, search, statistics, export.</summary>
    public LogOperations Logs { get; }

    /// <summary>The server itself.</summary>
    public ServerOperations Server { get; }

    /// <summary>Makes a call that has no method of its own here.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path, such as <c>api/keys?limit=10</c>.</param>
    /// <param name="body">A JSON body, or null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The answer; undefined when it has no content.</returns>
    /// <exception cref="JobLogsException">The call was refused, or the server can't be reached.</exception>
    public async Task<JsonElement> CallAsync(HttpMethod method, string path, JsonElement? body = null, CancellationToken cancellationToken = default)
    {
        using var response = await _api.OpenAsync(
            method, path, body is { } json ? JsonBody.Of(json, RequestsJsonContext.Wire.JsonElement) : null, cancellationToken).ConfigureAwait(false);
        var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return answer.Length == 0 ? default : JsonElement.Parse(answer);
    }

    /// <summary>
    /// Follows the entries of a log: the newest first so many, or all after a cursor, then live. Lost connections are made again, and
    /// every matching entry comes exactly once, in order. A run's ends with the run; a job's goes on until it is cancelled.
    /// </summary>
    /// <param name="source">Whose log.</param>
    /// <param name="options">What of it; null for everything from the newest 100 entries on.</param>
    /// <param name="cancellationToken">Ends the following.</param>
    /// <returns>The entries.</returns>
    /// <exception cref="JobLogsException">There is no such job or run, a value is wrong, or the server refuses.</exception>
    public async IAsyncEnumerable<LogEntry> FollowAsync(
        LogSource source, FollowOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var happened in FollowAsync(source, EntriesOnly, options, cancellationToken).ConfigureAwait(false))
        {
            if (happened is FollowEvent.Entry entry)
            {
                yield return entry.Value;
            }
        }
    }

    /// <summary>Follows everything that happens in a log: entries, status changes, metrics, the end of a run, lost connections.</summary>
    /// <inheritdoc cref="FollowAsync(LogSource, FollowOptions?, CancellationToken)"/>
    /// <returns>The events; each that has a cursor can be gone on from.</returns>
    public IAsyncEnumerable<FollowEvent> FollowEventsAsync(
        LogSource source, FollowOptions? options = null, CancellationToken cancellationToken = default) =>
        FollowAsync(source, null, options, cancellationToken);

    /// <summary>
    /// Starts a run of an <c>external</c> job, which this process executes. What it says travels in the background; in the
    /// background too is sent what processes before this one left in the spool.
    /// </summary>
    /// <param name="job">The job's id or name.</param>
    /// <param name="options">How; null for the usual.</param>
    /// <param name="cancellationToken">Ends the starting.</param>
    /// <returns>The run; it must be ended or disposed.</returns>
    /// <exception cref="JobLogsException">The server refuses, or can't be reached and <see cref="StartRunOptions.RequireServer"/> is set.</exception>
    public Task<JobRun> StartRunAsync(string job, StartRunOptions? options = null, CancellationToken cancellationToken = default) =>
        _starter.StartAsync(job, options ?? new StartRunOptions(), cancellationToken);

    /// <summary>Executes a run as a whole: starts it, enters it, and ends it as completed; as failed when the work throws; as cancelled when it was told to stop.</summary>
    /// <param name="job">The job's id or name.</param>
    /// <param name="work">The work. Its token is cancelled when the caller's is, or when somebody cancels the run at the server.</param>
    /// <param name="options">How; null for the usual.</param>
    /// <param name="cancellationToken">Tells the work to stop.</param>
    /// <returns>When the work is done, and its log is at the server or safe in the spool.</returns>
    /// <exception cref="JobLogsException">The server refuses, or can't be reached and <see cref="StartRunOptions.RequireServer"/> is set.</exception>
    public async Task RunAsync(
        string job, Func<JobRun, CancellationToken, Task> work, StartRunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        await using var run = await StartRunAsync(job, options, cancellationToken).ConfigureAwait(false);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, run.Unwanted);
        try
        {
            using (run.Enter())
            {
                await work(run, stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await run.CancelAsync().ConfigureAwait(false);
            throw;
        }
        catch (Exception exception)
        {
            await run.FailAsync(exception.GetType().Name, exception.Message).ConfigureAwait(false);
            throw;
        }

        await run.CompleteAsync().ConfigureAwait(false);
    }

    /// <summary>Writes into a run that was started elsewhere. Leaving it doesn't end it, unless it is told to.</summary>
    /// <param name="runId">The run's id.</param>
    /// <returns>The run; it must be disposed.</returns>
    public JobRun AttachRun(string runId) => _starter.Attach(runId);

    /// <summary>Sends what processes that are gone left in the spool for this server, and waits until all of it is there.</summary>
    /// <param name="progress">Told several times a second how far it is; may be null.</param>
    /// <param name="cancellationToken">Ends the sending; what is left stays in the spool.</param>
    /// <returns>What was sent.</returns>
    public Task<SpoolDelivery> DeliverSpoolAsync(IProgress<SpoolDelivery>? progress = null, CancellationToken cancellationToken = default) =>
        _starter.DeliverAsync(progress, cancellationToken);

    /// <summary>Frees what it holds. Runs are to be ended before.</summary>
    /// <returns>When that is done.</returns>
    public async ValueTask DisposeAsync()
    {
        await _starter.DisposeAsync().ConfigureAwait(false);
        Dispose();
    }

    /// <summary>Frees its connections, where they are its own. A client that started runs is better freed by <see cref="DisposeAsync"/>.</summary>
    public void Dispose() => _owned?.Dispose();

    private IAsyncEnumerable<FollowEvent> FollowAsync(
        LogSource source, IReadOnlyList<string>? types, FollowOptions? options, CancellationToken cancellationToken)
    {
        options ??= new FollowOptions();
        IFollowConnection connection = options.Transport == FollowTransport.ServerSentEvents
            ? new EventStreamConnection(_api)
            : new WebSocketConnection(_api);
        var request = new FollowRequest(source, options.Filters, types, options.After, options.Tail, options.SilenceLimit);
        return new Follower(connection, _api.Time).FollowAsync(request, options, cancellationToken);
    }

    private static HttpClient NewHttp() => new(new SocketsHttpHandler
    {
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = ConnectionLifetime,
    })
    { Timeout = Timeout.InfiniteTimeSpan };
}
