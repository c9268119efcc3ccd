using JobLogs.Server.Http;
using JobLogs.Server.Live;
using JobLogs.Storage;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Logs.Realtime;

/// <summary>Answers pollers: at once when there is something, else when something comes, the time is up or the server goes down.</summary>
internal sealed class LogNews(
    NewsReader reader, ILogStore store, ILiveWaiter waiter, FilterReader filters, CursorCodec cursors, TimeProvider time)
{
    /// <summary>What query parameters ask for, or what is wrong with them.</summary>
    public async ValueTask<IResult> AnswerAsync(LogScope scope, IQueryCollection parameters, CancellationToken cancellationToken)
    {
        var (asked, problem) = RealtimeQuery.Read(scope, new QueryReader(parameters), filters, cursors);
        if (problem is not null)
        {
            return problem;
        }

        var removed = asked.After is { } after ? await store.RemovedThroughAsync(scope, after, cancellationToken) : null;
        var news = await AwaitAsync(asked, cancellationToken);
        return new RealtimeAnswer(news, asked, cursors.ToText(scope, news.Through)) { RemovedThroughSeq = removed };
    }

    private async ValueTask<News> AwaitAsync(RealtimeQuery asked, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var after = asked.After ?? (asked.SinceMicros is null ? null : Places.StartOf(asked.Scope));
        while (true)
        {
            var news = after is { } place
                ? await reader.AfterAsync(asked, place, cancellationToken)
                : await reader.NewestAsync(asked, cancellationToken);
            var left = asked.Wait - time.GetElapsedTime(began);
            if (news.Count > 0 || left <= TimeSpan.Zero)
            {
                return news;
            }

            if (!await waiter.AwaitNewsAsync(asked.Scope, news.Through, left, cancellationToken))
            {
                return news;
            }

            news.Dispose();
            after = news.Through;
        }
    }
}
