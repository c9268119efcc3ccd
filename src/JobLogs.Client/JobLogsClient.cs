using System.Net;
using System.Runtime.CompilerServices;
using JobLogs.Client.Http;
using JobLogs.Client.Http.Following;
using JobLogs.Protocol.Entries;

namespace JobLogs.Client;

/// <summary>Calls a JobLogs server. Safe for use by many threads at once; one for the whole process is enough.</summary>
public sealed class JobLogsClient : IDisposable
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);
    private static readonly string[] EntriesOnly = ["log"];

    private readonly ApiConnection _api;
    private readonly HttpClient? _owned;

    /// <summary>Calls the server that the options name.</summary>
    /// <param name="options">Where the server is; null for the default address.</param>
    public JobLogsClient(JobLogsOptions? options = null)
        : this(NewHttp(), options) => _owned = _api!.Http;

    /// <summary>Calls the server with an <see cref="HttpClient"/> from elsewhere, such as an <c>IHttpClientFactory</c>.</summary>
    /// <param name="http">Makes the calls; its base address, where set, goes before the options'. It isn't disposed.</param>
    /// <param name="options">Where the server is; null for the default address.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public JobLogsClient(HttpClient http, JobLogsOptions? options = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        _api = new ApiConnection(http, options ?? new JobLogsOptions(), time ?? TimeProvider.System);
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

    /// <summary>Frees its connections, where they are its own.</summary>
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
    });
}
