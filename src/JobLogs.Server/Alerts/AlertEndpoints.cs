using JobLogs.Protocol.Alerts;
using JobLogs.Protocol.Ids;
using JobLogs.Server.Http;
using JobLogs.Server.Ingest;
using JobLogs.Storage;
using JobLogs.Storage.Alerts;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using Microsoft.AspNetCore.Mvc;

namespace JobLogs.Server.Alerts;

/// <summary>Alerts over HTTP.</summary>
internal static class AlertEndpoints
{
    private const int MaxBodyBytes = 16 * 1024;
    private const int MaxNoteLength = 1_000;
    private const string Any = "";

    /// <summary>The parameters of the list, for the description of the call.</summary>
    public static readonly QueryParameter[] Parameters =
    [
        new("state", "firing or resolved; both."),
        new("job_id", "Only of this job, by id or name."),
        new("rule_id", "Only of this rule."),
        new("acknowledged", "Only those that somebody has taken note of, or nobody.", QueryParameterKind.Flag),
        .. Paging.Parameters,
    ];

    /// <summary><c>GET /api/alerts</c>.</summary>
    public static async Task<IResult> List(HttpContext http, IAlertStore alerts, Addresses addresses)
    {
        var query = new QueryReader(http.Request.Query);
        var paging = Paging.Read(query);
        var state = query.Word("state", Any, "firing", "resolved");
        var acknowledged = query.Word("acknowledged", Any, "true", "false");
        var named = query.Text("job_id");
        var rule = IdReader.Read(query, "rule_id", NumberIdText.Rule);
        if (query.Problem() is { } problem)
        {
            return problem;
        }

        var job = named is null ? null : await addresses.FindJobAsync(named, http.RequestAborted);
        if (named is not null && job is null)
        {
            return Problems.UnknownJob(named);
        }

        var asked = new AlertQuery(Flag(state, "firing"), job?.Id, rule, Flag(acknowledged, "true"), paging.Skip, paging.Limit);
        var page = await alerts.AlertsAsync(asked, http.RequestAborted);
        return Wire.Json(
            new AlertList([.. page.Items.Select(AlertDocuments.Of)], page.Total, paging.Skip, paging.Limit, paging.HasMore(page.Items.Count, page.Total)),
            AlertsJsonContext.Wire.AlertList);
    }

    /// <summary><c>GET /api/alerts/{alert_id}</c>.</summary>
    public static async Task<IResult> Get(HttpContext http, [FromRoute(Name = "alert_id")] string alertId, IAlertStore alerts) =>
        NumberIdText.Alert.TryParse(alertId, out var number) && await alerts.FindAlertAsync(number, http.RequestAborted) is { } alert
            ? Wire.Json(AlertDocuments.Of(alert), AlertsJsonContext.Wire.AlertDocument)
            : Unknown(alertId);

    /// <summary><c>POST /api/alerts/{alert_id}/acknowledge</c>.</summary>
    public static async Task<IResult> Acknowledge(HttpContext http, [FromRoute(Name = "alert_id")] string alertId, IStoreQueue queue, TimeProvider time)
    {
        var body = await JsonBody.ReadAsync(http.Request, MaxBodyBytes, optional: true, http.RequestAborted);
        if (body.Refused is { } refused)
        {
            return refused;
        }

        var fields = new JsonFields(body.Json, "an acknowledgement");
        var note = fields.Text("note");
        if (note?.Length > MaxNoteLength)
        {
            fields.Wrong("note", $"is {note.Length} characters long; at most {MaxNoteLength} are taken.");
        }

        fields.RefuseUnknown();
        if (fields.Problem() is { } problem)
        {
            return problem;
        }

        if (!NumberIdText.Alert.TryParse(alertId, out var number))
        {
            return Unknown(alertId);
        }

        var said = new AlertAcknowledgement(time.NowMicros(), Caller.Of(http)?.KeyName, string.IsNullOrEmpty(note) ? null : note);
        var command = await queue.SubmitNowAsync(new AcknowledgeAlert(number, said));
        return command.Alert is { } alert ? Wire.Json(AlertDocuments.Of(alert), AlertsJsonContext.Wire.AlertDocument) : Unknown(alertId);
    }

    private static bool? Flag(string word, string yes) => word == Any ? null : word == yes;

    private static Problem Unknown(string id) => Problems.NotFound($"There is no alert '{QueryReader.Shown(id)}'. GET /api/alerts lists the alerts there are.");
}
