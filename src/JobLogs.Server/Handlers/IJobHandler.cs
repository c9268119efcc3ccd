using JobLogs.Server.Http;
using JobLogs.Server.Runs;

namespace JobLogs.Server.Handlers;

/// <summary>
/// The code that runs one type of job. To add one: a class that implements this, and one registration,
/// <c>services.AddJobHandler&lt;MyHandler&gt;()</c>. It is made once and runs any number of runs at a time.
/// </summary>
public interface IJobHandler
{
    /// <summary>The job type, such as <c>paper_search</c>.</summary>
    string Type { get; }

    /// <summary>
    /// Looks at the parameters of a job that is made or changed, or of a trigger, and notes what is wrong with each, or with the server's settings
    /// for it. By default all are taken. A handler that knows its parameters refuses the others with <see cref="JsonFields.RefuseUnknown"/>.
    /// </summary>
    /// <param name="parameters">The job's parameters, its secrets opened: no text that is noted may show a value that can be secret.</param>
    void Check(JsonFields parameters)
    {
    }

    /// <summary>
    /// Executes one attempt. Returning ends the run as completed; <see cref="JobFailedException"/> (or any other exception)
    /// as failed. It must end soon after <see cref="JobContext.CancellationToken"/> is cancelled.
    /// </summary>
    Task ExecuteAsync(JobContext context);
}
