using JobLogs.Storage.Model;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Ingest;

/// <summary>Opens the sinks of the runs that this server executes.</summary>
internal sealed class RunSinks(IStoreQueue queue, IOptions<IngestOptions> options, TimeProvider time, ILogger<RunSink> logger)
{
    /// <summary>Opens the sink of a run, to be disposed when its attempt is over.</summary>
    /// <param name="run">The run.</param>
    /// <param name="fencingToken">The token of this attempt: when it is no longer good, <see cref="RunSink.Lost"/> is cancelled.</param>
    /// <param name="giveUp">Cancelled when the server can't wait for the store any longer. Not the run's own token: a
    /// cancelled run still has something to say.</param>
    public RunSink Open(RunId run, int? fencingToken, CancellationToken giveUp) =>
        RunSink.Start(new SinkWriter(run, queue, time, logger, giveUp), run, fencingToken, queue, options.Value, time, logger);
}
