using JobLogs.Client;
using JobLogs.Client.Runs;
using Microsoft.Extensions.Hosting;

namespace Samples.Worker;

/// <summary>Executes one run of the job sample-import, and ends the process.</summary>
internal sealed class ImportWorker(JobLogsClient joblogs, Importer importer, IHostApplicationLifetime lifetime) : BackgroundService
{
    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await joblogs.RunAsync("sample-import", importer.ImportAsync, new StartRunOptions { CreateJob = true }, stoppingToken);
        }
        finally
        {
            lifetime.StopApplication();
        }
    }
}
