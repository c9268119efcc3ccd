using System.Net;
using JobLogs.Client.Http;
using JobLogs.Protocol.Entries;
using JobLogs.Protocol.Problems;

namespace JobLogs.Client.Shipping;

/// <summary>Brings a window to the server. What is done of it is not done again when the rest is tried once more.</summary>
internal sealed class WindowDelivery(ApiConnection api, ShippingCounts counts)
{
    private readonly LogOperations _logs = new(api);

    /// <summary>Sends what is left of a window.</summary>
    /// <param name="window">The window.</param>
    /// <param name="run">The run.</param>
    /// <param name="producer">Who numbers the entries.</param>
    /// <param name="sent">How many entries were sent before those of the window.</param>
    /// <returns>The number that the server wants instead, when it lacks entries that were sent before; else null.</returns>
    /// <exception cref="JobLogsException">Something can't be sent now.</exception>
    public async Task<long?> SendAsync(Window window, string run, string producer, long sent, CancellationToken cancellationToken)
    {
        var size = window.Entries - window.EntriesDone;
        while (window.EntriesDone < window.Entries)
        {
            size = Math.Min(size, window.Entries - window.EntriesDone);
            var first = sent + window.EntriesDone + 1;
            try
            {
                Count(await _logs.AppendAsync(run, PackedLines.Of(window.Lines(size)), producer, first, cancellationToken).ConfigureAwait(false), size);
            }
            catch (JobLogsException refusal) when (refusal.Problem is { Code: ProblemCodes.OutOfSequence, Expected: { } expected } && expected < first)
            {
                return expected;
            }
            catch (JobLogsException refusal) when (IsOfTheBody(refusal))
            {
                if (size > 1)
                {
                    // One of them it must be; the others shall not suffer from it.
                    size /= 2;
                    continue;
                }

                counts.Reject(new RejectedEntry(1, refusal.Code, refusal.Message));
            }

            window.EntriesDone += size;
        }

        await SendMetricsAsync(window, run, cancellationToken).ConfigureAwait(false);
        await SendCallsAsync(window, run, cancellationToken).ConfigureAwait(false);
        return null;
    }

    private void Count(EntriesAccepted answer, int size)
    {
        counts.Deliver(size - answer.Rejected.Count);
        foreach (var rejected in answer.Rejected)
        {
            counts.Reject(rejected);
        }
    }

    private async Task SendMetricsAsync(Window window, string run, CancellationToken cancellationToken)
    {
        if (window.Metrics.Count > 0)
        {
            await PostAsync(HttpMethod.Post, $"api/job-runs/{run}/metrics", Array(window.Metrics), cancellationToken).ConfigureAwait(false);
            window.Metrics.Clear();
        }
    }

    private async Task SendCallsAsync(Window window, string run, CancellationToken cancellationToken)
    {
        while (window.Calls.TryPeek(out var call))
        {
            await (call.Kind == FrameKind.Step
                ? PostAsync(HttpMethod.Post, $"api/job-runs/{run}/steps", call.Payload, cancellationToken)
                : PostAsync(HttpMethod.Patch, $"api/job-runs/{run}", call.Payload, cancellationToken)).ConfigureAwait(false);
            window.Calls.Dequeue();
        }
    }

    private async Task PostAsync(HttpMethod method, string path, byte[] json, CancellationToken cancellationToken)
    {
        var body = new ByteArrayContent(json);
        body.Headers.ContentType = new("application/json");
        try
        {
            await api.CallAsync(method, path, body, cancellationToken).ConfigureAwait(false);
        }
        catch (JobLogsException refusal) when (IsOfTheBody(refusal) || refusal.Status == HttpStatusCode.Conflict)
        {
            // It was done before, or the run is over: the entries' way goes on all the same. Anything else is told.
            if (refusal.Code != ProblemCodes.RunFinished)
            {
                counts.Reject(new RejectedEntry(0, refusal.Code, refusal.Message));
            }
        }
    }

    private static byte[] Array(List<byte[]> elements)
    {
        var array = new byte[elements.Sum(static element => element.Length + 1) + 1];
        var at = 0;
        foreach (var element in elements)
        {
            array[at] = at == 0 ? (byte)'[' : (byte)',';
            at++;
            element.CopyTo(array, at);
            at += element.Length;
        }

        array[at] = (byte)']';
        return array;
    }

    private static bool IsOfTheBody(JobLogsException refusal) =>
        refusal.Status is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnsupportedMediaType or HttpStatusCode.UnprocessableEntity
        && refusal.Problem is not null;
}
