using System.Net;
using System.Text.Json;
using JobLogs.Server.Http;
using JobLogs.Server.Ingest;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Access.Audit;

/// <summary>
/// Records who changed what: every call of an operator or admin that changes something and succeeds, and every sign-in. The record
/// is committed before the first byte of the answer is sent, so whoever was told of a change finds it in the log.
/// </summary>
internal sealed partial class AuditTrail(RequestDelegate next, IStoreQueue queue, TimeProvider time, ILogger<AuditTrail> logger)
{
    private static readonly string[] TargetParameters = ["key_id", "rule_id", "alert_id", "notifier_id", "notification_id", "run_id", "job_id"];

    /// <summary>Lets the request on, and records what came of it.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (IsAudited(context))
        {
            context.Response.OnStarting(() => RecordAsync(context));
        }

        return next(context);
    }

    // Writing from outside is what the log is made of; who may sign in says so itself.
    private static bool IsAudited(HttpContext context) =>
        !HttpMethods.IsGet(context.Request.Method)
        && !HttpMethods.IsHead(context.Request.Method)
        && context.GetEndpoint()?.Metadata.GetMetadata<EndpointRole>() is not { Least: Role.Viewer or Role.Writer };

    private async Task RecordAsync(HttpContext context)
    {
        var note = context.Features.Get<AuditNote>();
        var caller = note?.Caller ?? Caller.Of(context);
        if (context.Response.StatusCode >= StatusCodes.Status400BadRequest || caller is null)
        {
            return;
        }

        var record = new AuditRecord
        {
            At = time.NowMicros(),
            Key = caller.KeyId,
            KeyName = caller.KeyName,
            Address = Address(context.Connection.RemoteIpAddress),
            Action = note?.Action ?? ActionOf(context),
            Target = note?.Target ?? TargetOf(context),
            Details = note?.Details,
        };
        try
        {
            await queue.SubmitAsync(new RecordAudit(record), CancellationToken.None);
        }
        catch (StoreUnavailableException exception)
        {
            // The change stands, and its answer must say so; the server's own log keeps what the database could not.
            Log.NotRecorded(logger, exception.Code, record.Action, record.Target, record.KeyName, record.Address);
        }
    }

    private static string ActionOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName is { } name
            ? JsonNamingPolicy.SnakeCaseLower.ConvertName(name)
            : $"{context.Request.Method} {(context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText}";

    private static string? TargetOf(HttpContext context)
    {
        foreach (var parameter in TargetParameters)
        {
            if (context.Request.RouteValues.TryGetValue(parameter, out var value))
            {
                return value?.ToString();
            }
        }

        // What was created is where the answer says it is.
        return context.Response.Headers.Location.ToString() is { Length: > 0 } location ? location[(location.LastIndexOf('/') + 1)..] : null;
    }

    private static string? Address(IPAddress? address) =>
        (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString();

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A change could not be recorded in the audit log ({Code}): {Action} {Target} by {KeyName} from {Address}")]
        public static partial void NotRecorded(ILogger logger, string code, string action, string? target, string? keyName, string? address);
    }
}
