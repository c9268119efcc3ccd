using System.Net;
using JobLogs.Server.Calls;
using JobLogs.Server.Http;
using JobLogs.Server.Runs;

namespace JobLogs.Server.Handlers.Http;

/// <summary>Runs jobs of the type <c>http</c>: calls a URL, follows its redirects, and looks at the status of the answer.</summary>
internal sealed class HttpHandler(
    [FromKeyedServices(HttpFeature.AddressesSetting)] AddressGuard guard,
    [FromKeyedServices(HttpFeature.AddressesSetting)] GuardedConnections connections,
    TimeProvider time) : IJobHandler
{
    /// <inheritdoc />
    public string Type => "http";

    /// <inheritdoc />
    public void Check(JsonFields parameters)
    {
        HttpOrder.Read(parameters, guard);
        parameters.RefuseUnknown();
    }

    /// <inheritdoc />
    public async Task ExecuteAsync(JobContext context)
    {
        var order = HandlerParameters.Of(context, fields => HttpOrder.Read(fields, guard));
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(order.TimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, context.CancellationToken);
        using var step = context.BeginStep("http_request");
        try
        {
            await CallAsync(order, context, either.Token);
        }
        catch (JobFailedException)
        {
            step.Fail();
            throw;
        }
        catch (Exception exception) when (HttpFailure.Of(exception, order, context.CancellationToken) is { } failure)
        {
            step.Fail();
            throw new JobFailedException(failure.Code, failure.Message, exception);
        }
    }

    /// <summary>Calls, and calls again where a redirect leads, until there is an answer to look at.</summary>
    private async Task CallAsync(HttpOrder order, JobContext context, CancellationToken cancellationToken)
    {
        var call = order.Call;
        for (var redirects = 0; ; redirects++)
        {
            var begin = time.GetTimestamp();
            HttpLog.Sends(context.Logger, call.Method.Method, call.Url.AbsoluteUri, call.Body?.Length ?? 0);
            using var request = call.Message();
            using var response = await connections.SendAsync(request, cancellationToken);
            var status = (int)response.StatusCode;
            if (order.Expected.Has(status) || RedirectTarget(call.Url, response) is not { } target)
            {
                await EndAsync(order, context, response, begin, cancellationToken);
                return;
            }

            HttpLog.Redirected(context.Logger, status, target.AbsoluteUri, time.MillisecondsSince(begin));
            call = Follow(order, call, status, target, redirects);
        }
    }

    private async Task EndAsync(HttpOrder order, JobContext context, HttpResponseMessage response, long begin, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var body = await BodyBeginning.ReadAsync(stream, cancellationToken);
        var status = (int)response.StatusCode;
        var milliseconds = time.MillisecondsSince(begin);
        context.Metric("http_status", status);
        context.Metric("http_duration_ms", milliseconds, "histogram");
        var answer = (Type: response.Content.Headers.ContentType?.ToString(), Whole: body.IsWhole);
        if (order.Expected.Has(status))
        {
            HttpLog.Answers(context.Logger, status, response.ReasonPhrase, answer.Type, body.Bytes, answer.Whole, body.Text, milliseconds);
            return;
        }

        var code = $"http_status_{status}";
        HttpLog.Disappoints(context.Logger, status, response.ReasonPhrase, answer.Type, body.Bytes, answer.Whole, body.Text, code, milliseconds);
        throw new JobFailedException(code, $"The answer has the status {status}; expected is {order.Expected}.");
    }

    private static HttpCall Follow(HttpOrder order, HttpCall call, int status, Uri target, int redirects)
    {
        if (redirects >= order.MaxRedirects)
        {
            throw new JobFailedException("too_many_redirects", $"There were more redirects than the {order.MaxRedirects} that parameters.max_redirects allows.");
        }

        if (target.Scheme is not ("http" or "https") || (call.Url.Scheme == "https" && target.Scheme == "http") || target.UserInfo.Length > 0)
        {
            throw new JobFailedException(
                "redirect_refused", "A redirect leads from https to http, to something that is neither, or has a user in its address. It isn't followed; parameters.url can name the target itself.");
        }

        return call.Redirected(status, target);
    }

    private static Uri? RedirectTarget(Uri from, HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
        && response.Headers.Location is { } location
        && Uri.TryCreate(from, location, out var target)
            ? target
            : null;
}
