using JobLogs.Client.Runs;
using Microsoft.Extensions.Logging;

namespace Samples.Worker;

/// <summary>Some work. It knows its run only for steps, metrics and progress; a class that just logs needs to know nothing.</summary>
internal sealed partial class Importer(ILogger<Importer> logger)
{
    private static readonly string[] Papers = ["2501.00001", "2501.00002", "2501.00003"];

    /// <summary>Imports.</summary>
    public async Task ImportAsync(JobRun run, CancellationToken cancellationToken)
    {
        using (run.BeginStep("download"))
        {
            await Task.Yield();
            Log.Downloaded(logger, Papers.Length, "arxiv");
        }

        using (run.BeginStep("import"))
        {
            for (var i = 0; i < Papers.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var paper = JobRun.BeginPaper(Papers[i]);
                Log.Imported(logger, 10 * (i + 1));
                run.Progress(i + 1, Papers.Length);
            }
        }

        run.Metric("papers_imported", Papers.Length, "counter");
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Downloaded {count} papers from {source}")]
        public static partial void Downloaded(ILogger logger, int count, string source);

        [LoggerMessage(Level = LogLevel.Information, Message = "Imported {pages} pages")]
        public static partial void Imported(ILogger logger, int pages);
    }
}
