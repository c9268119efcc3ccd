using System.IO.Pipelines;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace JobLogs.Client.Http.Following;

/// <summary>Follows by Server-Sent Events.</summary>
internal sealed class EventStreamConnection(ApiConnection api) : IFollowConnection
{
    /// <inheritdoc />
    public async IAsyncEnumerable<FollowEvent> ConnectAsync(FollowRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var watch = new SilenceWatch(request.SilenceLimit, api.Time, cancellationToken);
        using var response = await OpenAsync(request, watch).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NoContent)
        {
            // The run is over, and everything of it was told before.
            yield return new FollowEvent.Ended("", null) { Cursor = request.After, JobRunId = request.Source.RunId };
            yield break;
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var reader = new EventStreamReader(PipeReader.Create(body));
        while (await NextAsync(reader, watch, cancellationToken).ConfigureAwait(false) is { } next)
        {
            if (Read(next, request) is { } happened)
            {
                yield return happened;
            }
        }
    }

    private Task<HttpResponseMessage> OpenAsync(FollowRequest request, SilenceWatch watch)
    {
        var path = new QueryText(request.Source.Path + "/stream")
            .Add(request.Filters)
            .Add("types", request.Types)
            .Add("tail", request.After is null ? request.Tail : null)
            .ToString();
        var message = new HttpRequestMessage(HttpMethod.Get, api.AddressOf(path));
        message.Headers.Accept.Add(new("text/event-stream"));
        if (request.After is not null)
        {
            message.Headers.TryAddWithoutValidation("Last-Event-ID", request.After);
        }

        return api.OpenAsync(message, watch.Token);
    }

    private static async ValueTask<ServerSentEvent?> NextAsync(EventStreamReader reader, SilenceWatch watch, CancellationToken cancellationToken)
    {
        try
        {
            var next = await reader.ReadAsync(watch.Token).ConfigureAwait(false);
            watch.Heard();
            return next;
        }
        catch (OperationCanceledException) when (watch.IsSilent)
        {
            throw watch.Failure();
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException && !cancellationToken.IsCancellationRequested)
        {
            throw new JobLogsException(JobLogsException.Unreachable, $"The stream broke off ({exception.Message.TrimEnd('.')}).", exception);
        }
    }

    private static FollowEvent? Read(in ServerSentEvent next, FollowRequest request)
    {
        if (!next.Data.IsEmpty)
        {
            return FollowMessages.Read(next.Kind, JsonElement.Parse(next.Data.Span), next.Id, request.Source.RunId);
        }

        // The first id: the place where the stream begins.
        return next.Id is null ? null : new FollowEvent.Checkpoint { Cursor = next.Id };
    }
}
