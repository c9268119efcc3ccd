using System.Net;
using System.Xml;
using JobLogs.Server.Handlers.PaperSearch.Atom;

namespace JobLogs.Server.Handlers.PaperSearch.Arxiv;

/// <summary>Brings one page of arXiv's answer: waits its turn, asks, tells what may pass from what won't, and tries again.</summary>
internal sealed partial class ArxivClient(Uri api, HttpClient http, IRequestPacer pacer, RetrySchedule retries, TimeProvider time)
{
    /// <summary>The longest that one request may take; arXiv's own searches take up to half of it.</summary>
    public static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Brings the papers from place <paramref name="start"/> (from 0) on, at most <paramref name="size"/>.</summary>
    /// <exception cref="PaperSourceException">The failure won't pass, or all attempts are used up.</exception>
    public async Task<AtomFeed> GetPageAsync(string search, int start, int size, ILogger logger, CancellationToken cancellationToken)
    {
        var address = ArxivQuery.ToAddress(api, search, start, size);
        for (var attempt = 1; ; attempt++)
        {
            ArxivFailure failure;
            TimeSpan? delay;
            await using (var turn = await pacer.EnterAsync(cancellationToken))
            {
                (var page, var failed) = await AskAsync(address, start, cancellationToken);
                if (page is not null)
                {
                    return page;
                }

                failure = failed!;
                delay = failure.IsPassing ? retries.After(attempt, failure.RetryAfter) : null;
                if (failure.RetryAfter is { } rest)
                {
                    // Whoever's turn is next, this server was asked to rest; but not longer than a run would wait.
                    turn.HoldOff(rest < RetrySchedule.LongestRest ? rest : RetrySchedule.LongestRest);
                }
            }

            if (delay is null)
            {
                throw new PaperSourceException(failure.ErrorCode, $"{failure.Message} ({attempt} of {RetrySchedule.MaxAttempts} attempts)", failure.Cause);
            }

            Log.TryingAgain(logger, delay.Value.TotalSeconds, attempt, failure.ErrorCode, failure.Message);
            await Task.Delay(delay.Value, time, cancellationToken);
        }
    }

    private async Task<(AtomFeed? Page, ArxivFailure? Failure)> AskAsync(Uri address, int start, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await http.GetAsync(address, HttpCompletionOption.ResponseContentRead, either.Token);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                return (null, await RefusalAsync(response, either.Token));
            }

            var page = AtomReader.Read(await response.Content.ReadAsStreamAsync(either.Token), PaperOrigin.Arxiv);
            return page switch
            {
                { Error: { } error } => (null, new(PaperErrorCodes.ArxivBadQuery, $"arXiv refuses the question: {error}", IsPassing: false)),
                { Papers.Count: 0, Unreadable.Count: 0, Total: { } total } when total > start => (null, new(
                    PaperErrorCodes.ArxivBadResponse, $"arXiv sent an empty page at {start} although {total} papers match.", IsPassing: true)),
                _ => (page, null),
            };
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return (null, new(PaperErrorCodes.ArxivUnreachable, $"arXiv gave no answer within {RequestTimeout.TotalSeconds:0} s.", IsPassing: true, Cause: exception));
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return (null, new(PaperErrorCodes.ArxivBadResponse, $"arXiv's answer is larger than {ArxivHttp.MaxResponseBytes} bytes.", IsPassing: false, Cause: exception));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return (null, new(PaperErrorCodes.ArxivUnreachable, $"arXiv can't be reached at {api}: {exception.Message}", IsPassing: true, Cause: exception));
        }
        catch (XmlException exception)
        {
            // May pass: an answer that broke off is not well-formed either.
            return (null, new(PaperErrorCodes.ArxivBadResponse, $"arXiv's answer is no Atom feed: {exception.Message}", IsPassing: true, Cause: exception));
        }
    }

    private async Task<ArxivFailure> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var retryAfter = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } when date > time.GetUtcNow() => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        var rest = retryAfter is { } wait ? $" and asks for a rest of {wait.TotalSeconds:0} s" : "";
        return status switch
        {
            429 => new(PaperErrorCodes.ArxivRateLimited, $"arXiv answers 429, too many requests{rest}.", IsPassing: true, retryAfter),
            408 or >= 500 => new(PaperErrorCodes.ArxivUnavailable, $"arXiv answers {status}{rest}.", IsPassing: true, retryAfter),
            400 => new(PaperErrorCodes.ArxivBadQuery, $"arXiv refuses the question: {await ReadErrorAsync(response, cancellationToken)}", IsPassing: false),
            _ => new(PaperErrorCodes.ArxivRefused, $"arXiv answers {status} at {api}.", IsPassing: false),
        };
    }

    private static async Task<string> ReadErrorAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return AtomReader.Read(await response.Content.ReadAsStreamAsync(cancellationToken), PaperOrigin.Arxiv).Error ?? "400 Bad Request";
        }
        catch (XmlException)
        {
            return "400 Bad Request";
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "arXiv 请求失败，{delay_seconds:0.0} 秒后重试（第 {request_attempt} 次）")]
        public static partial void TryingAgain(ILogger logger, double delay_seconds, int request_attempt, string error_code, string reason);
    }
}
