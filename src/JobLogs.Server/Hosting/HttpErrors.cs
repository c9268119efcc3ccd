using JobLogs.Protocol.Problems;
using JobLogs.Server.Http;
using JobLogs.Server.Ingest;
using JobLogs.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;

namespace JobLogs.Server.Hosting;

/// <summary>Every error leaves as a problem: what endpoints throw, and what the framework answers by itself.</summary>
internal static class HttpErrors
{
    /// <summary>Registers what <see cref="UseHttpErrors"/> needs.</summary>
    public static IServiceCollection AddHttpErrors(this IServiceCollection services) => services.AddProblemDetails();

    /// <summary>Catches what comes from further in.</summary>
    public static void UseHttpErrors(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = AnswerExceptionAsync,
            SuppressDiagnosticsCallback = context => Expected(context.Exception) is not null,
        });
        app.UseStatusCodePages(context => FromStatus(context.HttpContext).ExecuteAsync(context.HttpContext));
    }

    private static Task AnswerExceptionAsync(HttpContext context)
    {
        var exception = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var problem = exception is null ? null : Expected(exception);
        return (problem ?? new Problem(
            StatusCodes.Status500InternalServerError,
            ProblemCodes.InternalError,
            "Internal error",
            $"Something went wrong that should not have. The server's log has it under the trace id {context.TraceIdentifier}.")).ExecuteAsync(context);
    }

    private static Problem? Expected(Exception exception) => exception switch
    {
        StoreUnavailableException store => Problems.StoreUnavailable(store),
        QueueFullException => Problems.QueueFull(),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } bad => Problems.TooLarge(bad.Message),
        BadHttpRequestException bad => Problems.BadRequest(bad.Message) with { Status = bad.StatusCode },
        _ => null,
    };

    private static Problem FromStatus(HttpContext context)
    {
        var status = context.Response.StatusCode;
        return status switch
        {
            StatusCodes.Status404NotFound => Problems.NotFound($"There is nothing at {context.Request.Path}. /docs lists the calls there are."),
            StatusCodes.Status405MethodNotAllowed => new Problem(status, ProblemCodes.MethodNotAllowed, "Method not allowed",
                $"{context.Request.Path} doesn't take {context.Request.Method}; it takes {context.Response.Headers.Allow}."),
            StatusCodes.Status415UnsupportedMediaType => Problems.UnsupportedMediaType("The body needs the header Content-Type: application/json."),
            _ => new Problem(status, ProblemCodes.BadRequest, ReasonPhrases.GetReasonPhrase(status), ReasonPhrases.GetReasonPhrase(status) + "."),
        };
    }
}
