using JobLogs.Server.Http;
using JobLogs.Server.Tracing;
using JobLogs.Storage;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Server.Logs.History;

/// <summary>Answers with a page of a log, by number or by cursor.</summary>
internal sealed class LogHistory(ILogStore store, FilterReader filters, CursorCodec cursors, TimeProvider time)
{
    /// <summary>The page that query parameters ask for, or what is wrong with them.</summary>
    public async ValueTask<IResult> AnswerAsync(LogScope scope, IQueryCollection parameters, CancellationToken cancellationToken)
    {
        var (asked, problem) = HistoryReader.Read(scope, new QueryReader(parameters), filters, cursors, store.HasCopy);
        return problem is null ? await AnswerAsync(asked, cancellationToken) : problem;
    }

    /// <summary>The page that a query asks for.</summary>
    public async ValueTask<IResult> AnswerAsync(LogQuery asked, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();

        // Taken before the page is read: whatever the page doesn't show and isn't before this place is still to come.
        var end = asked.After is null && asked.Before is null ? await store.EndAsync(asked.Scope, cancellationToken) : default;
        using var span = ServerTracing.Source.StartActivity("query");
        var page = await store.ReadAsync(asked, cancellationToken);
        try
        {
            var removed = asked.After is { } after ? await store.RemovedThroughAsync(asked.Scope, after, cancellationToken) : null;
            return new HistoryAnswer(page, asked)
            {
                NextCursor = NextPlace.Of(asked, page.Entries, end) is { } next ? cursors.ToText(asked.Scope, next) : null,
                RemovedThroughSeq = removed,
                SearchTime = time.GetElapsedTime(began),
            };
        }
        catch
        {
            page.Dispose();
            throw;
        }
    }
}
