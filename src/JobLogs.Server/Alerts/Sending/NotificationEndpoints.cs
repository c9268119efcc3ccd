using JobLogs.Protocol.Alerts;
using JobLogs.Protocol.Ids;
using JobLogs.Protocol.Problems;
using JobLogs.Server.Http;
using JobLogs.Server.Ingest;
using JobLogs.Storage;
using JobLogs.Storage.Alerts;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using Microsoft.AspNetCore.Mvc;

namespace JobLogs.Server.Alerts.Sending;

/// <summary>The outbox over HTTP.</summary>
internal static class NotificationEndpoints
{
    /// <summary>The parameters of the list, for the description of the call.</summary>
    public static readonly QueryParameter[] Parameters =
    [
        new("state", "waiting, sent or failed; all."),
        new("notifier_id", "Only to this notifier."),
        new("alert_id", "Only those that tell of this alert."),
        .. Paging.Parameters,
    ];

    /// <summary><c>GET /api/notifications</c>.</summary>
    public static async Task<IResult> List(HttpContext http, IAlertStore alerts)
    {
        var query = new QueryReader(http.Request.Query);
        var paging = Paging.Read(query);
        var state = query.Word("state", "", "waiting", "sent", "failed");
        var asked = new NotificationQuery(
            state.Length == 0 ? null : NotificationStates.Parse(state),
            IdReader.Read(query, "notifier_id", NumberIdText.Notifier),
            IdReader.Read(query, "alert_id", NumberIdText.Alert),
            paging.Skip,
            paging.Limit);
        if (query.Problem() is { } problem)
        {
            return problem;
        }

        var page = await alerts.NotificationsAsync(asked, http.RequestAborted);
        return Wire.Json(
            new NotificationList([.. page.Items.Select(Document)], page.Total, paging.Skip, paging.Limit, paging.HasMore(page.Items.Count, page.Total)),
            AlertsJsonContext.Wire.NotificationList);
    }

    /// <summary><c>GET /api/notifications/{notification_id}</c>.</summary>
    public static async Task<IResult> Get(HttpContext http, [FromRoute(Name = "notification_id")] string notificationId, IAlertStore alerts) =>
        NumberIdText.Notification.TryParse(notificationId, out var number) && await alerts.FindNotificationAsync(number, http.RequestAborted) is { } notification
            ? Answer(notification, StatusCodes.Status200OK)
            : Unknown(notificationId);

    /// <summary><c>POST /api/notifications/{notification_id}/retry</c>.</summary>
    public static async Task<IResult> Retry([FromRoute(Name = "notification_id")] string notificationId, IStoreQueue queue, OutboxSignal signal)
    {
        if (!NumberIdText.Notification.TryParse(notificationId, out var number))
        {
            return Unknown(notificationId);
        }

        var command = await queue.SubmitNowAsync(new RetryNotification(number));
        signal.Set();
        return command.Refusal switch
        {
            Refusal.None => Answer(command.Notification!, StatusCodes.Status202Accepted),
            Refusal.WrongStatus => Problems.Conflict(ProblemCodes.NotificationSent, "The notification was received; sending it again would tell the same twice."),
            _ => Unknown(notificationId),
        };
    }

    private static IResult Answer(Notification notification, int status) => Wire.Json(Document(notification), AlertsJsonContext.Wire.NotificationDocument, status);

    private static Problem Unknown(string id) =>
        Problems.NotFound($"There is no notification '{QueryReader.Shown(id)}', or its notifier was deleted. GET /api/notifications lists those there are.");

    private static NotificationDocument Document(Notification notification) => new()
    {
        Id = NumberIdText.Notification.ToText(notification.Number),
        NotifierId = NumberIdText.Notifier.ToText(notification.Notifier),
        NotifierName = notification.NotifierName,
        State = notification.State.ToText(),
        Changes = notification.Changes,
        Attempts = notification.Attempts,
        LastError = notification.LastError,
        CreatedAt = Clock.FromMicros(notification.CreatedAt),
        SendAt = notification.State == NotificationState.Waiting ? Clock.FromMicros(notification.SendAt) : null,
        SentAt = Wire.Time(notification.SentAt),
    };
}
