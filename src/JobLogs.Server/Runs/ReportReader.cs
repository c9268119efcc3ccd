using System.Security.Cryptography;
using System.Text.Json;
using JobLogs.Server.Http;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Runs;

/// <summary>Reads what somebody outside reports of a run: its change of status or progress, steps and metrics.</summary>
internal static class ReportReader
{
    private const int MaxMetrics = 10_000;
    private const int MaxText = 4096;

    /// <summary>The body of <c>PATCH /api/job-runs/{run_id}</c>.</summary>
    public static (RunChange Change, Problem? Problem) ReadChange(JsonElement json)
    {
        var fields = new JsonFields(json, "a change of a run");
        var status = fields.Word("status", "completed", "failed", "cancelled", "timed_out");
        var change = new RunChange
        {
            Status = RunStatuses.TryParse(status, out var parsed) ? parsed : null,
            Reason = Sentence(fields, "reason"),
            Error = ReadError(fields),
            Progress = ReadProgress(fields),
            CurrentStep = fields.Has("current_step") ? fields.Name("current_step") ?? "" : null,
        };
        fields.RefuseUnknown();
        if (change.Status is null && !fields.IsWrong("status"))
        {
            RefuseWithoutStatus(fields, "reason", change.Reason is not null);
            RefuseWithoutStatus(fields, "error", change.Error is not null);
        }
        else if (change is { Status: RunStatus.Completed, Error: not null })
        {
            fields.Wrong("error", "is not for a run that ended as completed; leave it out, or send \"status\": \"failed\".");
        }

        return (change, fields.Problem());
    }

    /// <summary>The body of <c>POST /api/job-runs/{run_id}/steps</c>.</summary>
    public static (ChangeStep Command, Problem? Problem) ReadStep(JsonElement json, RunId run, long now)
    {
        var fields = new JsonFields(json, "a step");
        var id = fields.Name("id");
        var parent = fields.Name("parent_id");
        var name = fields.Name("name");
        var begins = fields.Word("state", "begin", "end") != "end";
        var status = fields.Word("status", "completed", "failed", "cancelled", "skipped");
        var at = fields.Time("timestamp") ?? now;
        fields.RefuseUnknown();
        if (!fields.TryGet("state", out _))
        {
            fields.Wrong("state", "is required: \"begin\" or \"end\".");
        }
        else if (begins)
        {
            Require(fields, "name", name, " to begin a step, for example: \"name\": \"download\"");
            if (status is not null)
            {
                fields.Wrong("status", "goes with \"state\": \"end\"; a step that begins is running.");
            }
        }
        else
        {
            Require(fields, "id", id, " to end a step: the one that its begin was answered with");
        }

        var command = new ChangeStep(run, id ?? "step_" + RandomNumberGenerator.GetHexString(16, lowercase: true))
        {
            Begin = begins,
            Name = name,
            ParentId = parent,
            Status = begins ? null : status ?? "completed",
            TimestampMicros = at,
        };
        return (command, fields.Problem());
    }

    /// <summary>The body of <c>POST /api/job-runs/{run_id}/metrics</c>: one, or an array.</summary>
    public static (IReadOnlyList<MetricValue> Metrics, Problem? Problem) ReadMetrics(JsonElement json, long now)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            var fields = new JsonFields(json, "a metric");
            var metric = ReadMetric(fields, now);
            return ([metric], fields.Problem());
        }

        var all = new JsonFields(default, "metrics");
        var metrics = new List<MetricValue>();
        if (json.GetArrayLength() is 0 or > MaxMetrics)
        {
            all.Wrong("body", $"is an array of {json.GetArrayLength()} metrics; 1 to {MaxMetrics} are taken at once.");
            return (metrics, all.Problem());
        }

        foreach (var element in json.EnumerateArray())
        {
            metrics.Add(ReadMetric(all.Element(element, "a metric", metrics.Count), now));
        }

        return (metrics, all.Problem());
    }

    private static MetricValue ReadMetric(JsonFields fields, long now)
    {
        var name = fields.Name("metric_name");
        Require(fields, "metric_name", name, ", for example: \"metric_name\": \"papers_found\"");
        var value = 0.0;
        if (fields.TryGet("metric_value", JsonValueKind.Number, "a number", out var number))
        {
            value = number.TryGetDouble(out var parsed) ? parsed : double.NaN;
            if (!double.IsFinite(value))
            {
                fields.Wrong("metric_value", $"{QueryReader.Shown(number.GetRawText())} is too large for a 64-bit floating-point number.");
            }
        }
        else if (!fields.IsWrong("metric_value"))
        {
            fields.Wrong("metric_value", "is required: a number.");
        }

        var type = fields.Word("metric_type", "counter", "gauge", "histogram") ?? "gauge";
        var labels = ReadLabels(fields);
        var at = fields.Time("timestamp") ?? now;
        fields.RefuseUnknown();
        return new MetricValue(at, name ?? "", value, type, labels);
    }

    private static string? ReadLabels(JsonFields fields)
    {
        if (fields.Object("labels") is not { } labels)
        {
            return null;
        }

        foreach (var label in labels.EnumerateObject())
        {
            if (label.Value.ValueKind != JsonValueKind.String)
            {
                fields.Wrong("labels", $"must have strings only; '{QueryReader.Shown(JsonWords.Name(label))}' is {JsonWords.Kind(label.Value)}.");
                return null;
            }
        }

        var text = labels.GetRawText();
        if (text.Length > MaxText)
        {
            fields.Wrong("labels", $"is {text.Length} characters long; at most {MaxText} are taken.");
        }

        return text;
    }

    private static RunError? ReadError(JsonFields fields)
    {
        if (fields.Inner("error", "an error") is not { } error)
        {
            return null;
        }

        var code = error.Name("code");
        var message = Sentence(error, "message");
        Require(error, "code", code, ": a stable name of what failed");
        Require(error, "message", message, ": a sentence for people");
        error.RefuseUnknown();
        return new RunError(code ?? "", message ?? "");
    }

    private static RunProgress? ReadProgress(JsonFields fields)
    {
        if (fields.Inner("progress", "progress") is not { } progress)
        {
            return null;
        }

        var done = progress.Integer("done", 0, long.MaxValue);
        var total = progress.Integer("total", 0, long.MaxValue);
        var message = Sentence(progress, "message");
        progress.RefuseUnknown();
        if (done is null && !progress.IsWrong("done"))
        {
            progress.Wrong("done", "is required: how many items are done.");
        }

        return new RunProgress(done ?? 0, total, message);
    }

    private static string? Sentence(JsonFields fields, string name)
    {
        if (fields.Text(name) is not { Length: > MaxText } text)
        {
            return fields.Text(name);
        }

        fields.Wrong(name, $"is {text.Length} characters long; at most {MaxText} are taken.");
        return null;
    }

    private static void Require(JsonFields fields, string name, string? value, string what)
    {
        if (value is null && !fields.IsWrong(name))
        {
            fields.Wrong(name, $"is required{what}.");
        }
    }

    private static void RefuseWithoutStatus(JsonFields fields, string name, bool isGiven)
    {
        if (isGiven)
        {
            fields.Wrong(name, "goes with \"status\": completed, failed, cancelled or timed_out.");
        }
    }
}
