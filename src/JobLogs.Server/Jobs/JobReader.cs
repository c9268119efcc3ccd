using System.Text;
using System.Text.Json;
using JobLogs.Server.Handlers;
using JobLogs.Server.Http;
using JobLogs.Server.Runs;
using JobLogs.Server.Schedules;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Jobs;

/// <summary>Reads a job's definition from what a client sent: fills in defaults and notes all that is wrong.</summary>
internal sealed class JobReader(HandlerRegistry handlers, SecretFields secrets, HandlerCheck check, IOptions<JobsOptions> options)
{
    private const int MaxKeywords = 50;
    private const int MaxSeconds = 366 * 86_400;
    private const int MaxJitterSeconds = 3600;

    private static readonly string[] SetByServer = ["id", "next_run_at", "created_at", "updated_at", "last_run", "recent_runs"];

    private static readonly JobDefinition Defaults = new() { Name = "", Type = "paper_search" };

    /// <summary>The body of a call about jobs.</summary>
    public ValueTask<JsonBody> BodyAsync(HttpRequest request, bool optional) =>
        JsonBody.ReadAsync(request, options.Value.MaxBodyBytes, optional, request.HttpContext.RequestAborted);

    /// <summary>The definition that takes the place of another. A job as it was read may be sent back, with what the server set.</summary>
    /// <param name="present">The one that it takes the place of: what it has of secrets, a mask keeps.</param>
    public (JobDefinition Definition, Problem? Problem) ReadReplacement(JsonElement json, JobDefinition present)
    {
        var fields = new JsonFields(json, "a job");
        foreach (var name in SetByServer)
        {
            fields.Know(name);
        }

        return Read(fields, null, present.Parameters);
    }

    /// <summary>The definition, or what is wrong with it.</summary>
    /// <param name="fields">What was sent; null resets a field to its default.</param>
    /// <param name="current">What a field that was not sent stays at; null when it gets its default.</param>
    public (JobDefinition Definition, Problem? Problem) Read(JsonFields fields, JobDefinition? current) =>
        Read(fields, current, (current ?? Defaults).Parameters);

    private (JobDefinition Definition, Problem? Problem) Read(JsonFields fields, JobDefinition? current, string kept)
    {
        var was = current ?? Defaults;
        var definition = new JobDefinition
        {
            Name = Pick(fields, "name", was.Name, Defaults.Name, fields.Name("name")),
            Type = Pick(fields, "type", was.Type, Defaults.Type, fields.Word("type", [.. handlers.Types])),
            Keywords = Pick(fields, "keywords", was.Keywords, Defaults.Keywords, Keywords(fields)),
            CronExpression = Pick(fields, "cron_expression", was.CronExpression, null, fields.Text("cron_expression")),
            TimeZone = Pick(fields, "timezone", was.TimeZone, Defaults.TimeZone, fields.Text("timezone")),
            Enabled = Pick(fields, "enabled", was.Enabled, Defaults.Enabled, fields.Flag("enabled")),
            Parameters = Pick(fields, "parameters", was.Parameters, Defaults.Parameters, Parameters(fields, options.Value.MaxParametersBytes)),
            MaxPapersPerRun = Pick(fields, "max_papers_per_run", was.MaxPapersPerRun, Whole(fields, "max_papers_per_run", 1, 10_000)),
            TimeoutSeconds = Pick(fields, "timeout_seconds", was.TimeoutSeconds, Whole(fields, "timeout_seconds", 1, MaxSeconds)),
            MaxRetries = Pick(fields, "max_retries", was.MaxRetries, Defaults.MaxRetries, Whole(fields, "max_retries", 0, 100)),
            RetryDelaySeconds = Pick(fields, "retry_delay_seconds", was.RetryDelaySeconds, Defaults.RetryDelaySeconds, Whole(fields, "retry_delay_seconds", 0, 86_400)),
            Concurrency = Pick(fields, "concurrency", was.Concurrency, Defaults.Concurrency, fields.Word("concurrency", [.. ConcurrencyRules.Words])),
            Misfire = Pick(fields, "misfire", was.Misfire, Defaults.Misfire, fields.Word("misfire", [.. DueRuns.Misfires])),
            JitterSeconds = Pick(fields, "jitter_seconds", was.JitterSeconds, Defaults.JitterSeconds, Whole(fields, "jitter_seconds", 0, MaxJitterSeconds)),
            PausedUntil = Pick(fields, "paused_until", was.PausedUntil, fields.Time("paused_until")),
            RetentionDays = Pick(fields, "retention_days", was.RetentionDays, Whole(fields, "retention_days", 0, 36_500)),
        };
        definition = definition with { Parameters = secrets.Seal(fields, definition.Parameters, kept, replace: current is null) };
        fields.RefuseUnknown();
        CheckTogether(fields, definition);
        if (current is null || fields.Has("type") || fields.Has("parameters") || fields.Has("secret_parameters"))
        {
            check.Check(fields, definition.Type, definition.Parameters);
        }

        return (definition, fields.Problem());
    }

    /// <summary>A job's parameters, or a trigger's, as they were sent.</summary>
    public static string? Parameters(JsonFields fields, int maxBytes)
    {
        if (fields.Object("parameters")?.GetRawText() is not { } text)
        {
            return null;
        }

        var length = Encoding.UTF8.GetByteCount(text);
        if (length <= maxBytes)
        {
            return text;
        }

        fields.Wrong("parameters", $"has {length} bytes; at most {maxBytes} are taken.");
        return null;
    }

    /// <summary>What holds only of fields together.</summary>
    private static void CheckTogether(JsonFields fields, JobDefinition definition)
    {
        if (definition.Name.Length == 0 && !fields.IsWrong("name"))
        {
            fields.Wrong("name", "is required, for example: \"name\": \"Nightly papers\".");
        }

        if (definition is { Type: "paper_search", Keywords.Count: 0 } && !fields.IsWrong("keywords") && !fields.IsWrong("type"))
        {
            fields.Wrong("keywords", "is required for a job of the type paper_search, for example: \"keywords\": [\"machine learning\"].");
        }

        if (!TimeZones.TryFind(definition.TimeZone, out var zone, out var zoneError))
        {
            fields.Wrong("timezone", zoneError);
        }

        CheckCron(fields, definition, zone ?? TimeZoneInfo.Utc);
    }

    private static void CheckCron(JsonFields fields, JobDefinition definition, TimeZoneInfo zone)
    {
        if (fields.IsWrong("cron_expression") || fields.IsWrong("type"))
        {
            return;
        }

        if (definition.Type == HandlerRegistry.External)
        {
            if (definition.CronExpression is not null)
            {
                fields.Wrong("cron_expression", "is not for a job of the type external: the server can't start its runs. Leave it out, or send null.");
            }
        }
        else if (definition.CronExpression is null)
        {
            fields.Wrong("cron_expression", "is required, for example: \"cron_expression\": \"0 0 * * *\", every day at midnight.");
        }
        else if (!CronSchedule.TryParse(definition.CronExpression, zone, out _, out var error))
        {
            fields.Wrong("cron_expression", error);
        }
    }

    private static string[]? Keywords(JsonFields fields)
    {
        if (!fields.TryGet("keywords", JsonValueKind.Array, "an array of strings, such as [\"machine learning\"]", out var array))
        {
            return null;
        }

        var keywords = new List<string>();
        foreach (var element in array.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.String || !JsonWords.TryText(element, out var keyword))
            {
                fields.Wrong("keywords", $"must have strings only; element {keywords.Count + 1} is {JsonWords.Kind(element)}.");
                return null;
            }

            if (JsonWords.NameFault(keyword, 255) is { } fault)
            {
                fields.Wrong("keywords", $"element {keywords.Count + 1} {fault}");
                return null;
            }

            keywords.Add(keyword);
        }

        if (keywords.Count > MaxKeywords)
        {
            fields.Wrong("keywords", $"has {keywords.Count} elements; at most {MaxKeywords} are taken.");
        }

        return [.. keywords];
    }

    private static int? Whole(JsonFields fields, string name, int min, int max) => (int?)fields.Integer(name, min, max);

    /// <summary>What was sent, else what was; null was sent to reset it.</summary>
    private static T Pick<T>(JsonFields fields, string name, T was, T reset, T? sent)
        where T : class? => fields.Has(name) ? sent ?? reset : was;

    private static T Pick<T>(JsonFields fields, string name, T was, T reset, T? sent)
        where T : struct => fields.Has(name) ? sent ?? reset : was;

    private static T? Pick<T>(JsonFields fields, string name, T? was, T? sent)
        where T : struct => fields.Has(name) ? sent : was;
}
