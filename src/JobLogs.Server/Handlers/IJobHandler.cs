using JobLogs.Server.Runs;

namespace JobLogs.Server.Handlers;

/// <summary>The code that runs one type of job.</summary>
internal interface IJobHandler
{
    /// <summary>The job type, such as <c>paper_search</c>.</summary>
    string Type { get; }

    /// <summary>
    /// Executes one attempt. Returning ends the run as completed; <see cref="JobFailedException"/> (or any other exception)
    /// as failed. It must end soon after <see cref="JobContext.CancellationToken"/> is cancelled.
    /// </summary>
    Task ExecuteAsync(JobContext context);
}
