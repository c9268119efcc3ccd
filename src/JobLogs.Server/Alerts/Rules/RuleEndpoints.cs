using JobLogs.Protocol.Alerts;
using JobLogs.Protocol.Ids;
using JobLogs.Protocol.Problems;
using JobLogs.Server.Http;
using JobLogs.Server.Ingest;
using JobLogs.Storage;
using JobLogs.Storage.Alerts;
using JobLogs.Storage.Commands;
using Microsoft.AspNetCore.Mvc;

namespace JobLogs.Server.Alerts.Rules;

/// <summary>Rules over HTTP.</summary>
internal static class RuleEndpoints
{
    /// <summary><c>GET /api/alert-rules</c>.</summary>
    public static async Task<IResult> List(HttpContext http, IAlertStore alerts)
    {
        var query = new QueryReader(http.Request.Query);
        var paging = Paging.Read(query);
        if (query.Problem() is { } problem)
        {
            return problem;
        }

        var page = await alerts.RulesAsync(paging.Skip, paging.Limit, http.RequestAborted);
        return Wire.Json(
            new AlertRuleList([.. page.Items.Select(RuleDocuments.Of)], page.Total, paging.Skip, paging.Limit, paging.HasMore(page.Items.Count, page.Total)),
            AlertsJsonContext.Wire.AlertRuleList);
    }

    /// <summary><c>GET /api/alert-rules/{rule_id}</c>.</summary>
    public static async Task<IResult> Get(HttpContext http, [FromRoute(Name = "rule_id")] string ruleId, IAlertStore alerts) =>
        NumberIdText.Rule.TryParse(ruleId, out var number) && await alerts.FindRuleAsync(number, http.RequestAborted) is { } rule
            ? Answer(rule, StatusCodes.Status200OK)
            : Unknown(ruleId);

    /// <summary><c>POST /api/alert-rules</c>.</summary>
    public static async Task<IResult> Create(HttpContext http, RuleReader reader, IStoreQueue queue)
    {
        var (saved, problem) = await SaveAsync(http, reader, queue, 0, "");
        if (saved is null)
        {
            return problem!;
        }

        http.Response.Headers.Location = "/api/alert-rules/" + NumberIdText.Rule.ToText(saved.Number);
        return Answer(saved, StatusCodes.Status201Created);
    }

    /// <summary><c>PUT /api/alert-rules/{rule_id}</c>: the whole rule anew.</summary>
    public static async Task<IResult> Replace(HttpContext http, [FromRoute(Name = "rule_id")] string ruleId, IAlertStore alerts, RuleReader reader, IStoreQueue queue)
    {
        if (!NumberIdText.Rule.TryParse(ruleId, out var number) || await alerts.FindRuleAsync(number, http.RequestAborted) is null)
        {
            return Unknown(ruleId);
        }

        var (saved, problem) = await SaveAsync(http, reader, queue, number, ruleId);
        return saved is null ? problem! : Answer(saved, StatusCodes.Status200OK);
    }

    /// <summary><c>DELETE /api/alert-rules/{rule_id}</c>.</summary>
    public static async Task<IResult> Delete([FromRoute(Name = "rule_id")] string ruleId, IStoreQueue queue) =>
        NumberIdText.Rule.TryParse(ruleId, out var number) && (await queue.SubmitNowAsync(new DeleteAlertRule(number))).Refusal == Refusal.None
            ? TypedResults.NoContent()
            : Unknown(ruleId);

    private static async Task<(AlertRule? Saved, Problem? Problem)> SaveAsync(HttpContext http, RuleReader reader, IStoreQueue queue, long number, string id)
    {
        var (rule, wrong) = await reader.ReadAsync(http.Request, number);
        if (rule is null)
        {
            return (null, wrong);
        }

        var command = await queue.SubmitNowAsync(new SaveAlertRule(rule));
        return command.Refusal switch
        {
            Refusal.None => (command.Rule, null),
            Refusal.NameTaken => (null, Problems.Conflict(ProblemCodes.NameTaken, $"There is a rule with the name '{rule.Name}' already. Give this one another name.")),
            Refusal.TooMany => (null, Problems.Conflict(ProblemCodes.TooMany, $"There are {SaveAlertRule.MostRules} rules, which is the limit. Delete those that nobody needs.")),
            _ when number != 0 && rule.Notifiers.Count == 0 => (null, Unknown(id)),
            _ => (null, Problems.BadValue("notifiers", "names one that is not there. GET /api/notifiers lists those there are.")),
        };
    }

    private static IResult Answer(AlertRule rule, int status) => Wire.Json(RuleDocuments.Of(rule), AlertsJsonContext.Wire.AlertRuleDocument, status);

    private static Problem Unknown(string id) => Problems.NotFound($"There is no rule '{QueryReader.Shown(id)}'. GET /api/alert-rules lists the rules there are.");
}
