using System.Text.Json;
using JobLogs.Protocol.Ids;
using JobLogs.Server.Http;
using JobLogs.Storage.Alerts;

namespace JobLogs.Server.Alerts.Rules;

/// <summary>Reads a rule from what a client sent, with all that is wrong told at once.</summary>
internal sealed class RuleReader(Addresses addresses, FilterReader filters)
{
    private const int MaxBodyBytes = 64 * 1024;
    private const int MaxQuietSeconds = 86_400;
    private const int MaxNotifiers = 20;

    private static readonly string[] SetByServer = ["id", "created_at", "updated_at"];

    /// <summary>The rule, or why there is none.</summary>
    public async ValueTask<(AlertRule? Rule, Problem? Problem)> ReadAsync(HttpRequest request, long number)
    {
        var body = await JsonBody.ReadAsync(request, MaxBodyBytes, optional: false, request.HttpContext.RequestAborted);
        if (body.Refused is { } refused)
        {
            return (null, refused);
        }

        var fields = new JsonFields(body.Json, "a rule");
        foreach (var name in SetByServer)
        {
            fields.Know(name);
        }

        var rule = await ReadAsync(fields, number, request.HttpContext.RequestAborted);
        fields.RefuseUnknown();
        return fields.Problem() is { } problem ? (null, problem) : (rule, null);
    }

    private async ValueTask<AlertRule> ReadAsync(JsonFields fields, long number, CancellationToken cancellationToken)
    {
        var name = fields.Name("name");
        var type = fields.Word("type", RuleTypes.All);
        var named = fields.Text("job_id");
        var job = named is null ? null : await addresses.FindJobAsync(named, cancellationToken);
        if (named is not null && job is null)
        {
            fields.Wrong("job_id", $"'{QueryReader.Shown(named)}' is no job. GET /api/cronjobs lists the jobs there are; null watches each of them.");
        }

        if (type == RuleTypes.LogMatch)
        {
            RuleConditions.ReadFilter(fields, filters);
        }

        Require(fields, "name", name, "\"name\": \"nightly failed\"");
        Require(fields, "type", type, "\"type\": \"run_failed\"; the types are " + string.Join(", ", RuleTypes.All));
        return new AlertRule
        {
            Number = number,
            Name = name ?? "",
            Type = type ?? "",
            Job = job?.Id,
            Enabled = fields.Flag("enabled") ?? true,
            Conditions = type is null ? "{}" : RuleConditions.Read(type, fields).ToJson(),
            NotifyRecovered = fields.Flag("notify_recovered") ?? true,
            QuietSeconds = (int?)fields.Integer("quiet_seconds", 0, MaxQuietSeconds) ?? 0,
            Notifiers = Notifiers(fields),
        };
    }

    private static long[] Notifiers(JsonFields fields)
    {
        if (!fields.TryGet("notifiers", JsonValueKind.Array, "an array of ids of notifiers", out var array))
        {
            return [];
        }

        var numbers = new SortedSet<long>();
        foreach (var text in fields.Texts("notifiers", array))
        {
            if (NumberIdText.Notifier.TryParse(text, out var number))
            {
                numbers.Add(number);
            }
            else
            {
                fields.Wrong("notifiers", $"'{QueryReader.Shown(text)}' is no id of a notifier. GET /api/notifiers lists those there are.");
            }
        }

        if (numbers.Count > MaxNotifiers)
        {
            fields.Wrong("notifiers", $"has {numbers.Count} elements; at most {MaxNotifiers} are taken.");
        }

        return [.. numbers];
    }

    private static void Require(JsonFields fields, string name, string? value, string example)
    {
        if (value is null && !fields.IsWrong(name))
        {
            fields.Wrong(name, $"is required, for example: {example}.");
        }
    }
}
