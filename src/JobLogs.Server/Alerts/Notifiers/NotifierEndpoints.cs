using JobLogs.Protocol.Alerts;
using JobLogs.Protocol.Ids;
using JobLogs.Protocol.Problems;
using JobLogs.Server.Alerts.Sending;
using JobLogs.Server.Http;
using JobLogs.Server.Ingest;
using JobLogs.Storage;
using JobLogs.Storage.Alerts;
using JobLogs.Storage.Commands;
using Microsoft.AspNetCore.Mvc;

namespace JobLogs.Server.Alerts.Notifiers;

/// <summary>Notifiers over HTTP.</summary>
internal static class NotifierEndpoints
{
    /// <summary><c>GET /api/notifiers</c>.</summary>
    public static async Task<IResult> List(HttpContext http, IAlertStore alerts)
    {
        var query = new QueryReader(http.Request.Query);
        var paging = Paging.Read(query);
        if (query.Problem() is { } problem)
        {
            return problem;
        }

        var page = await alerts.NotifiersAsync(paging.Skip, paging.Limit, http.RequestAborted);
        return Wire.Json(
            new NotifierList([.. page.Items.Select(NotifierDocuments.Of)], page.Total, paging.Skip, paging.Limit, paging.HasMore(page.Items.Count, page.Total)),
            AlertsJsonContext.Wire.NotifierList);
    }

    /// <summary><c>GET /api/notifiers/{notifier_id}</c>.</summary>
    public static async Task<IResult> Get(HttpContext http, [FromRoute(Name = "notifier_id")] string notifierId, IAlertStore alerts) =>
        await FindAsync(http, notifierId, alerts) is { } notifier ? Answer(notifier, StatusCodes.Status200OK) : Unknown(notifierId);

    /// <summary><c>POST /api/notifiers</c>.</summary>
    public static async Task<IResult> Create(HttpContext http, NotifierReader reader, IStoreQueue queue)
    {
        var (saved, problem) = await SaveAsync(http, reader, queue, null);
        if (saved is null)
        {
            return problem!;
        }

        http.Response.Headers.Location = "/api/notifiers/" + NumberIdText.Notifier.ToText(saved.Number);
        return Answer(saved, StatusCodes.Status201Created);
    }

    /// <summary><c>PUT /api/notifiers/{notifier_id}</c>: the whole notifier anew.</summary>
    public static async Task<IResult> Replace(
        HttpContext http, [FromRoute(Name = "notifier_id")] string notifierId, IAlertStore alerts, NotifierReader reader, IStoreQueue queue, OutboxSignal signal)
    {
        if (await FindAsync(http, notifierId, alerts) is not { } present)
        {
            return Unknown(notifierId);
        }

        var (saved, problem) = await SaveAsync(http, reader, queue, present);
        signal.Set();
        return saved is null ? problem! : Answer(saved, StatusCodes.Status200OK);
    }

    /// <summary><c>DELETE /api/notifiers/{notifier_id}</c>.</summary>
    public static async Task<IResult> Delete([FromRoute(Name = "notifier_id")] string notifierId, IStoreQueue queue)
    {
        var refusal = NumberIdText.Notifier.TryParse(notifierId, out var number) ? (await queue.SubmitNowAsync(new DeleteNotifier(number))).Refusal : Refusal.NotFound;
        return refusal switch
        {
            Refusal.None => TypedResults.NoContent(),
            Refusal.Busy => Problems.Conflict(ProblemCodes.NotifierInUse, "A rule tells this notifier. Take it out of the rules first: GET /api/alert-rules lists them. Or disable it: \"enabled\": false."),
            _ => Unknown(notifierId),
        };
    }

    /// <summary><c>POST /api/notifiers/{notifier_id}/test</c>: sends a message now, past the outbox.</summary>
    public static async Task<IResult> Test(HttpContext http, [FromRoute(Name = "notifier_id")] string notifierId, IAlertStore alerts, MessageSender sender)
    {
        if (await FindAsync(http, notifierId, alerts) is not { } notifier)
        {
            return Unknown(notifierId);
        }

        var delivery = await sender.SendAsync(notifier, sender.TestMessage(), http.RequestAborted);
        return Wire.Json(
            new NotifierTestResult(delivery.Outcome == DeliveryOutcome.Delivered, delivery.Error), AlertsJsonContext.Wire.NotifierTestResult);
    }

    private static async ValueTask<(Notifier? Saved, Problem? Problem)> SaveAsync(HttpContext http, NotifierReader reader, IStoreQueue queue, Notifier? present)
    {
        var (notifier, wrong) = await reader.ReadAsync(http.Request, present);
        if (notifier is null)
        {
            return (null, wrong);
        }

        var command = await queue.SubmitNowAsync(new SaveNotifier(notifier));
        return command.Refusal switch
        {
            Refusal.None => (command.Notifier, null),
            Refusal.NameTaken => (null, Problems.Conflict(ProblemCodes.NameTaken, $"There is a notifier with the name '{notifier.Name}' already. Give this one another name.")),
            Refusal.TooMany => (null, Problems.Conflict(ProblemCodes.TooMany, $"There are {SaveNotifier.MostNotifiers} notifiers, which is the limit. Delete those that nobody needs.")),
            _ => (null, Unknown(NumberIdText.Notifier.ToText(notifier.Number))),
        };
    }

    private static async ValueTask<Notifier?> FindAsync(HttpContext http, string id, IAlertStore alerts) =>
        NumberIdText.Notifier.TryParse(id, out var number) ? await alerts.FindNotifierAsync(number, http.RequestAborted) : null;

    private static IResult Answer(Notifier notifier, int status) => Wire.Json(NotifierDocuments.Of(notifier), AlertsJsonContext.Wire.NotifierDocument, status);

    private static Problem Unknown(string id) => Problems.NotFound($"There is no notifier '{QueryReader.Shown(id)}'. GET /api/notifiers lists those there are.");
}
