using System.Text.Json;
using JobLogs.Server.Shippers.Records;

namespace JobLogs.Server.Shippers.Targets;

/// <summary>Where a record that is a JSON object says that it goes.</summary>
internal static class JsonTargets
{
    /// <summary>By our own names in the record, else to the job that the format would name.</summary>
    public static ShipTarget Of(JsonElement record, string? job)
    {
        if (record.Text(TargetKeys.Run, "job_run_id", "JobRunId") is { } run)
        {
            return ShipTarget.OfRun(run);
        }

        return (record.Text(TargetKeys.Job) ?? job) is { } name ? ShipTarget.OfJob(name, record.Text(TargetKeys.Key)) : default;
    }

    /// <summary>Whether a property says where the record goes, or is one of our own fields, so that the details need not repeat it.</summary>
    public static bool IsTold(string property) => property is
        TargetKeys.Run or TargetKeys.Job or TargetKeys.Key or "job_run_id" or "JobRunId"
        or TargetKeys.Step or TargetKeys.DurationMs or TargetKeys.PaperId or TargetKeys.ErrorCode;
}
