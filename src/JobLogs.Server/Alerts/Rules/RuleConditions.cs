using System.Text.Json;
using System.Text.Json.Nodes;
using JobLogs.Server.Http;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Alerts.Rules;

/// <summary>What a rule's type asks for. Kept as the JSON object of what was sent, with defaults filled in.</summary>
internal sealed record RuleConditions
{
    private const int MaxSeconds = 31 * 86_400;
    private const int MaxWindowSeconds = 86_400;
    private const int MaxMatches = 1_000;

    private static readonly RunStatus[] Failures = [RunStatus.Failed, RunStatus.TimedOut, RunStatus.Interrupted];
    private static readonly RunStatus[] Countable = [.. Failures, RunStatus.Cancelled, RunStatus.Skipped];

    /// <summary>Of <c>run_failed</c>: the final statuses that count.</summary>
    public IReadOnlyList<RunStatus> Statuses { get; private init; } = [];

    /// <summary>Of <c>missed</c>, <c>overran</c> and <c>silent</c>: for how many seconds it may be so.</summary>
    public int? AfterSeconds { get; private init; }

    /// <summary>Of <c>overran</c>: times the 95th percentile.</summary>
    public double? P95Factor { get; private init; }

    /// <summary>Of <c>log_match</c>: which entries count, as it was sent.</summary>
    public JsonElement? FilterJson { get; private init; }

    /// <summary>Of <c>log_match</c>: how many may match within the window.</summary>
    public int? MoreThan { get; private init; }

    /// <summary>Of <c>log_match</c>: the window, in seconds.</summary>
    public int? WindowSeconds { get; private init; }

    /// <summary>Reads them of a rule that was kept.</summary>
    public static RuleConditions Parse(string type, string json) => Read(type, new JsonFields(JsonElement.Parse(json), "conditions"));

    /// <summary>Reads them among the fields of a rule; what is wrong is noted there.</summary>
    public static RuleConditions Read(string type, JsonFields fields) => type switch
    {
        RuleTypes.RunFailed => new RuleConditions { Statuses = ReadStatuses(fields) },
        RuleTypes.Missed or RuleTypes.Silent => new RuleConditions { AfterSeconds = Required(fields, ReadAfter(fields)) },
        RuleTypes.Overran => ReadOverran(fields),
        _ => new RuleConditions
        {
            FilterJson = fields.TryGet("filter", out var json) ? json : null,
            MoreThan = (int?)fields.Integer("more_than", 0, MaxMatches) ?? 0,
            WindowSeconds = (int?)fields.Integer("window_seconds", 1, MaxWindowSeconds) ?? 300,
        },
    };

    /// <summary>Of <c>log_match</c>: which entries count; what is wrong is noted.</summary>
    public static LogFilter ReadFilter(JsonFields fields, FilterReader filters)
    {
        if (fields.Inner("filter", "an object of conditions") is not { } conditions)
        {
            return LogFilter.None;
        }

        var filter = filters.Read(conditions);
        conditions.RefuseUnknown();
        return filter;
    }

    /// <summary>The JSON object that they are kept as.</summary>
    public string ToJson()
    {
        var json = new JsonObject();
        if (Statuses.Count > 0)
        {
            json["statuses"] = new JsonArray([.. Statuses.Select(status => (JsonNode)status.ToText())]);
        }

        Add("after_seconds", AfterSeconds);
        Add("p95_factor", P95Factor);
        Add("filter", FilterJson is { } filter ? JsonNode.Parse(filter.GetRawText()) : null);
        Add("more_than", MoreThan);
        Add("window_seconds", WindowSeconds);
        return json.ToJsonString();

        void Add(string name, JsonNode? value)
        {
            if (value is not null)
            {
                json[name] = value;
            }
        }
    }

    private static RuleConditions ReadOverran(JsonFields fields)
    {
        var conditions = new RuleConditions { AfterSeconds = ReadAfter(fields), P95Factor = ReadFactor(fields) };
        if (conditions is { AfterSeconds: null, P95Factor: null } && !fields.IsWrong("after_seconds") && !fields.IsWrong("p95_factor"))
        {
            fields.Wrong("after_seconds", "is required, or p95_factor, or both, for example: \"after_seconds\": 3600.");
        }

        return conditions;
    }

    private static RunStatus[] ReadStatuses(JsonFields fields)
    {
        if (!fields.TryGet("statuses", JsonValueKind.Array, "an array of final statuses, such as [\"failed\", \"timed_out\"]", out var array))
        {
            return Failures;
        }

        var statuses = new List<RunStatus>();
        foreach (var text in fields.Texts("statuses", array))
        {
            if (RunStatuses.TryParse(text, out var status) && Countable.Contains(status))
            {
                statuses.Add(status);
            }
            else
            {
                fields.Wrong("statuses", $"'{QueryReader.Shown(text)}' is none of {string.Join(", ", Countable.Select(one => one.ToText()))}.");
            }
        }

        if (statuses.Count == 0 && !fields.IsWrong("statuses"))
        {
            fields.Wrong("statuses", "is empty; leave it out for failed, timed_out and interrupted.");
        }

        return [.. statuses.Distinct()];
    }

    private static int? ReadAfter(JsonFields fields) => (int?)fields.Integer("after_seconds", 1, MaxSeconds);

    private static int? Required(JsonFields fields, int? after)
    {
        if (after is null && !fields.IsWrong("after_seconds"))
        {
            fields.Wrong("after_seconds", "is required, for example: \"after_seconds\": 600.");
        }

        return after;
    }

    private static double? ReadFactor(JsonFields fields)
    {
        if (!fields.TryGet("p95_factor", JsonValueKind.Number, "a number from 1 to 1000", out var value))
        {
            return null;
        }

        if (value.TryGetDouble(out var factor) && factor is >= 1 and <= 1_000)
        {
            return factor;
        }

        fields.Wrong("p95_factor", $"{QueryReader.Shown(value.GetRawText())} is not a number from 1 to 1000.");
        return null;
    }
}
