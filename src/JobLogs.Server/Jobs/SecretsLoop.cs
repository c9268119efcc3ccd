using JobLogs.Server.Secrets;
using JobLogs.Storage;
using JobLogs.Storage.Queries;

namespace JobLogs.Server.Jobs;

/// <summary>
/// Comes to know the secrets of all jobs, so that they are masked wherever they show up: before the server takes in anything, and then every
/// 30 seconds, for those that another server was given.
/// </summary>
internal sealed partial class SecretsLoop(IJobStore jobs, SecretBox box, TimeProvider time, ILogger<SecretsLoop> logger) : BackgroundService
{
    private const int Page = 1000;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    private readonly Dictionary<int, long> _known = [];

    /// <inheritdoc />
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Opens the secrets of jobs that are new or were changed.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        for (var skip = 0L; ; skip += Page)
        {
            var page = await jobs.ListAsync(new JobQuery(EnabledOnly: false, null, skip, Page), cancellationToken);
            foreach (var job in page.Items)
            {
                if (_known.GetValueOrDefault(job.Id.Number) != job.Version)
                {
                    Open(job.Definition.Name, job.Definition.Parameters);
                    _known[job.Id.Number] = job.Version;
                }
            }

            if (skip + Page >= page.Total)
            {
                return;
            }
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Period, time, stoppingToken);
                await LookAsync(stoppingToken);
            }
            catch (StoreUnavailableException exception)
            {
                Log.NotRead(logger, exception.Code);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private void Open(string job, string parameters)
    {
        try
        {
            SecretParameters.Open(parameters, box);
        }
        catch (Exception unreadable) when (unreadable is SecretUnreadableException or Settings.SettingException)
        {
            Log.NotOpened(logger, job, unreadable.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Jobs can't be read for their secrets at present ({Code}).")]
        public static partial void NotRead(ILogger logger, string code);

        [LoggerMessage(LogLevel.Error, "The secrets of the job '{Job}' can't be opened. {Reason}")]
        public static partial void NotOpened(ILogger logger, string job, string reason);
    }
}
