using JobLogs.Server.Http;
using JobLogs.Storage;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Server.Logs.Export;

/// <summary>
/// Answers with everything that a filter matches in what was committed when the call came. Read page by page, so that the
/// store is never held by a slow client.
/// </summary>
internal sealed class LogExport(ILogStore store, FilterReader filters)
{
    private const int PageEntries = 500;

    /// <summary>What query parameters ask for, or what is wrong with them.</summary>
    public async ValueTask<IResult> AnswerAsync(LogScope scope, IQueryCollection parameters, CancellationToken cancellationToken)
    {
        var query = new QueryReader(parameters);
        var filter = filters.Read(query);
        var descending = query.Word("order", "asc", "asc", "desc") == "desc";
        var format = Format(query.Word("format", "ndjson", "ndjson", "csv", "text"));
        if (query.Problem() is { } problem)
        {
            return problem;
        }

        var asked = new LogQuery
        {
            Scope = scope,
            Filter = filter,
            Descending = descending,
            Before = Places.JustAfter(await store.EndAsync(scope, cancellationToken)),
            Limit = PageEntries,
            Count = false,
        };

        // The first page is read before anything is written, so that a store that fails is still answered as such.
        return new ExportAnswer(store, asked, await store.ReadAsync(asked, cancellationToken), format);
    }

    private static IExportFormat Format(string name) => name switch
    {
        "csv" => new CsvFormat(),
        "text" => new TextFormat(),
        _ => new NdjsonFormat(),
    };
}
