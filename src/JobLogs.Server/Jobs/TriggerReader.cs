using JobLogs.Server.Http;
using JobLogs.Server.Runs;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Jobs;

/// <summary>Reads what a trigger or a start from outside adds to a job's parameters.</summary>
internal sealed class TriggerReader(SecretFields secrets, HandlerCheck check, IOptions<JobsOptions> options)
{
    private const int MaxLeaseSeconds = 30 * 86_400;
    private const int DefaultLeaseSeconds = 3600;

    /// <summary>The body of <c>POST …/trigger</c>: the run's parameters, or what is wrong.</summary>
    /// <param name="type">The job's type.</param>
    /// <param name="parameters">The job's.</param>
    public (string Parameters, Problem? Problem) ReadTrigger(JsonBody body, string type, string parameters)
    {
        var fields = new JsonFields(body.Json, "a trigger");
        var overlay = secrets.SealOverlay(fields, JobReader.Parameters(fields, options.Value.MaxParametersBytes), parameters);
        var force = fields.Flag("force_reprocess");
        fields.RefuseUnknown();
        if (overlay is not null)
        {
            check.Check(fields, type, RunParameters.Overlay(parameters, overlay, null));
        }

        return (RunParameters.Overlay(parameters, overlay, force), fields.Problem());
    }

    /// <summary>The body of <c>POST …/runs</c>: the run's parameters and lease, or what is wrong.</summary>
    /// <param name="parameters">The job's.</param>
    public (string Parameters, int LeaseSeconds, Problem? Problem) ReadStart(JsonBody body, string parameters)
    {
        var fields = new JsonFields(body.Json, "a run to start");
        var overlay = secrets.SealOverlay(fields, JobReader.Parameters(fields, options.Value.MaxParametersBytes), parameters);
        var lease = (int?)fields.Integer("lease_seconds", 0, MaxLeaseSeconds);
        fields.RefuseUnknown();
        return (RunParameters.Overlay(parameters, overlay, null), lease ?? DefaultLeaseSeconds, fields.Problem());
    }
}
