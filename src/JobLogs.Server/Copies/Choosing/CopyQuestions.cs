using JobLogs.Protocol.Problems;
using JobLogs.Storage;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Copies.Choosing;

/// <summary>
/// Puts questions to the copy when its answer is the database's: it has passed everything that was written or removed in the
/// question's scope, nothing of that is among its dead letters, and nothing was removed while it answered.
/// </summary>
internal sealed class CopyQuestions(
    ICopyReader copy, ICopyStates states, ICommitFeed feed, CopyMetrics metrics, TimeProvider time, IOptions<CopiesOptions> options)
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private long _restsSince;

    /// <summary>How a question is put, given what the copy has.</summary>
    public delegate ValueTask<CopyAnswer<T>> Question<T>(ICopyReader copy, long through, CancellationToken cancellationToken);

    /// <summary>Asks the copy if it is ready; a copy that is away is left alone for a few seconds.</summary>
    public async ValueTask<CopyAnswer<T>> TryAskAsync<T>(LogScope scope, Question<T> question, CancellationToken cancellationToken)
    {
        var since = Volatile.Read(ref _restsSince);
        if (since != 0 && time.GetElapsedTime(since) < Rest)
        {
            return None<T>(NoAnswerReason.Unreachable, "It was away a moment ago.");
        }

        var ready = await ReadyAsync(scope, cancellationToken);
        return ready.Refusal is { } refusal
            ? None<T>(NoAnswerReason.BeyondItsMeans, refusal.Text)
            : await AskAsync(scope, ready, question, cancellationToken);
    }

    /// <summary>
    /// Asks the copy, and no other; one that is a little behind is waited for. It has no answer (<see cref="NoAnswerReason.NoIndex"/>) when
    /// there was nothing to copy yet.
    /// </summary>
    /// <exception cref="StoreUnavailableException">It doesn't answer, or not as the database would.</exception>
    public async ValueTask<CopyAnswer<T>> AskAsync<T>(LogScope scope, Question<T> question, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            var ready = await ReadyAsync(scope, cancellationToken);
            if (ready.Refusal is null)
            {
                var answer = await AskAsync(scope, ready, question, cancellationToken);
                return answer.Missing is null || (answer.Missing.Reason == NoAnswerReason.NoIndex && !await feed.WroteEntriesAsync(ready.Through, cancellationToken))
                    ? answer
                    : throw new StoreUnavailableException(ProblemCodes.CopyUnavailable, $"The copy has no answer: {answer.Missing.Detail}");
            }

            if (time.GetElapsedTime(began).TotalSeconds >= options.Value.CatchUpSeconds)
            {
                throw new StoreUnavailableException(ready.Refusal.Code, ready.Refusal.Text);
            }

            await Task.Delay(Look, time, cancellationToken);
        }
    }

    private async ValueTask<CopyAnswer<T>> AskAsync<T>(
        LogScope scope, CopyReadiness ready, Question<T> question, CancellationToken cancellationToken)
    {
        var answer = await question(copy, ready.Through, cancellationToken);
        if (answer.Missing is { } missing)
        {
            metrics.Asked(missing.Reason.ToString().ToLowerInvariant());
            Volatile.Write(ref _restsSince, missing.Reason is NoAnswerReason.Unreachable or NoAnswerReason.TimedOut ? time.GetTimestamp() : 0);
            return answer;
        }

        Volatile.Write(ref _restsSince, 0);
        if (await HasChangedAsync(scope, ready, cancellationToken))
        {
            (answer.Value as IDisposable)?.Dispose();
            metrics.Asked("overtaken");
            return None<T>(NoAnswerReason.Partial, "Something was being removed while it answered; ask again.");
        }

        metrics.Asked("answered");
        return answer;
    }

    private async ValueTask<CopyReadiness> ReadyAsync(LogScope scope, CancellationToken cancellationToken)
    {
        if (await states.FindAsync(KnownCopies.Elasticsearch, cancellationToken) is not { Position: >= 0 } state)
        {
            return CopyReadiness.No(ProblemCodes.CopyBehind, "The copy is being made.");
        }

        var last = await feed.LastCommitsAsync(scope, cancellationToken);
        if (last.Any > state.Position)
        {
            return CopyReadiness.No(ProblemCodes.CopyBehind, $"The copy has everything up to commit {state.Position}; the question needs it up to {last.Any}.");
        }

        return await states.HasDeadLettersAsync(KnownCopies.Elasticsearch, scope.Job, cancellationToken)
            ? CopyReadiness.No(ProblemCodes.CopyIncomplete, "The copy lacks entries that it refused: see GET /api/stores/elasticsearch/dead-letters.")
            : new CopyReadiness(state.Position, state.Epoch, null);
    }

    private async ValueTask<bool> HasChangedAsync(LogScope scope, CopyReadiness ready, CancellationToken cancellationToken)
    {
        var state = await states.FindAsync(KnownCopies.Elasticsearch, cancellationToken);
        return state?.Epoch != ready.Epoch || (await feed.LastCommitsAsync(scope, cancellationToken)).Removal > ready.Through;
    }

    private static CopyAnswer<T> None<T>(NoAnswerReason reason, string detail) => new(default, new NoAnswer(reason, detail));
}
