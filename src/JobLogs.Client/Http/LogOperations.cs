using System.Runtime.CompilerServices;
using JobLogs.Protocol.Entries;
using JobLogs.Protocol.Logs;

namespace JobLogs.Client.Http;

/// <summary>Logs: history, search, statistics, export, and entries sent by hand.</summary>
public sealed class LogOperations
{
    private const int LargestPage = 1000;
    private readonly ApiConnection _api;

    internal LogOperations(ApiConnection api) => _api = api;

    /// <summary>Reads a page of a log.</summary>
    /// <param name="source">Whose log.</param>
    /// <param name="query">Which page; null for the newest 100 entries.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="JobLogsException">There is no such job or run, a value is wrong, or the server can't be reached.</exception>
    public Task<LogPage> QueryAsync(LogSource source, LogQuery? query = null, CancellationToken cancellationToken = default) =>
        _api.GetAsync((query ?? new LogQuery()).PathFor(source), LogsJsonContext.Default.LogPage, cancellationToken);

    /// <summary>Reads a log to its end, page after page by cursor: entries that are written meanwhile disturb nothing.</summary>
    /// <param name="source">Whose log.</param>
    /// <param name="query">Which entries, in which order and from where; its <c>Skip</c> and <c>Limit</c> don't count.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The entries.</returns>
    /// <exception cref="JobLogsException">There is no such job or run, a value is wrong, or the server can't be reached.</exception>
    public async IAsyncEnumerable<LogEntry> ReadAllAsync(
        LogSource source, LogQuery? query = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var next = (query ?? new LogQuery()) with { Skip = 0, Limit = LargestPage, Count = false };
        while (true)
        {
            var page = await QueryAsync(source, next, cancellationToken).ConfigureAwait(false);
            foreach (var entry in page.Logs)
            {
                yield return entry;
            }

            if (!page.HasMore)
            {
                yield break;
            }

            next = next.OldestFirst ? next with { After = page.NextCursor } : next with { Before = page.NextCursor };
        }
    }

    /// <summary>Searches across jobs.</summary>
    /// <param name="request">What for.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="JobLogsException">A value is wrong, or the server can't be reached.</exception>
    public Task<LogPage> SearchAsync(SearchRequest request, CancellationToken cancellationToken = default) =>
        _api.CallAsync(
            HttpMethod.Post, "api/search", JsonBody.Of(request, RequestsJsonContext.Wire.SearchRequest), LogsJsonContext.Default.LogPage, cancellationToken);

    /// <summary>Counts the entries that a filter matches.</summary>
    /// <param name="source">Whose log.</param>
    /// <param name="filters">Which entries; null for all.</param>
    /// <param name="interval">The width of the histogram's spans, such as <c>30s</c>, <c>5m</c>, <c>1h</c>, <c>1d</c>; null for the server's choice.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The counts.</returns>
    /// <exception cref="JobLogsException">There is no such job or run, a value is wrong, or the server can't be reached.</exception>
    public Task<LogStatisticsDocument> StatisticsAsync(
        LogSource source, SearchFilters? filters = null, string? interval = null, CancellationToken cancellationToken = default) =>
        _api.GetAsync(
            new QueryText(source.Path + "/statistics").Add(filters).Add("interval", interval).ToString(), LogsJsonContext.Default.LogStatisticsDocument, cancellationToken);

    /// <summary>Reads what failed lately, over all jobs, grouped.</summary>
    /// <param name="days">How many days back.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The groups, the one with the newest entry first.</returns>
    /// <exception cref="JobLogsException">The server can't be reached.</exception>
    public Task<ErrorList> ErrorsAsync(int days = 7, CancellationToken cancellationToken = default) =>
        _api.GetAsync(new QueryText("api/logs/errors").Add("days", days).ToString(), LogsJsonContext.Default.ErrorList, cancellationToken);

    /// <summary>Reads one entry.</summary>
    /// <param name="id">The entry's id, <c>log_…</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="JobLogsException">There is no such entry, or the server can't be reached.</exception>
    public Task<LogEntry> GetAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return _api.GetAsync("api/logs/" + QueryText.Part(id), EntriesJsonContext.Default.LogEntry, cancellationToken);
    }

    /// <summary>Opens the whole filtered log as a stream of any size.</summary>
    /// <param name="source">Whose log.</param>
    /// <param name="format"><c>ndjson</c>, <c>csv</c> or <c>text</c>.</param>
    /// <param name="filters">Which entries; null for all.</param>
    /// <param name="newestFirst">Whether the newest come first.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    /// <returns>The stream; dispose it.</returns>
    /// <exception cref="JobLogsException">There is no such job or run, a value is wrong, or the server can't be reached.</exception>
    public async Task<Stream> ExportAsync(
        LogSource source, string format = "ndjson", SearchFilters? filters = null, bool newestFirst = false, CancellationToken cancellationToken = default)
    {
        var path = new QueryText(source.Path + "/export").Add("format", format).Add(filters).Add("order", newestFirst ? "desc" : null).ToString();
        var response = await _api.OpenAsync(HttpMethod.Get, path, null, cancellationToken).ConfigureAwait(false);
        return await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends entries as they are, in one request. Entries of a run that this process executes go by its <c>ILogger</c> instead.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="ndjson">One entry a line, as JSON.</param>
    /// <param name="producer">Who numbers them, or null; with it a request that is sent again stores nothing twice.</param>
    /// <param name="first">The number of the first line; from 1.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What became of them, once they are committed.</returns>
    /// <exception cref="JobLogsException">The request was refused as a whole, or the server can't be reached.</exception>
    public Task<EntriesAccepted> AppendAsync(
        string runId, ReadOnlyMemory<byte> ndjson, string? producer = null, long? first = null, CancellationToken cancellationToken = default)
    {
        var body = new ReadOnlyMemoryContent(ndjson);
        body.Headers.ContentType = new("application/x-ndjson");
        return AppendAsync(runId, body, producer, first, cancellationToken);
    }

    internal Task<EntriesAccepted> AppendAsync(string runId, HttpContent body, string? producer, long? first, CancellationToken cancellationToken) =>
        _api.CallAsync(
            HttpMethod.Post,
            new QueryText(LogSource.Run(runId).Path).Add("producer", producer).Add("first", producer is null ? null : first).ToString(),
            body,
            EntriesJsonContext.Default.EntriesAccepted,
            cancellationToken);
}
