using JobLogs.Server.Live;
using JobLogs.Server.Secrets;
using JobLogs.Server.Tracing;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Ingest;

/// <summary>
/// The one writer. Takes whatever the queue holds, up to a limit, and for each batch, in this order: commits it, publishes it
/// to the tail, answers the callers. While a commit is under way the next batch gathers by itself, so there is no timer, and no
/// delay when there is little to do.
/// <para>
/// It must be registered before every other hosted service that writes: they are stopped in reverse order, so they can
/// still write their last words while it runs, and it stops last.
/// </para>
/// </summary>
internal sealed partial class BatchWriter(
    StoreQueue queue,
    IStoreWriter store,
    ITail tail,
    CommandMask mask,
    IngestMetrics metrics,
    WriterHealth health,
    TimeProvider time,
    IOptions<IngestOptions> options,
    ILogger<BatchWriter> logger) : BackgroundService
{
    private readonly CancellationTokenSource _drained = new(Timeout.InfiniteTimeSpan, time);
    private readonly List<Submission> _batch = [];
    private readonly List<StoreCommand> _commands = [];

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Close();
        _drained.CancelAfter(TimeSpan.FromSeconds(options.Value.DrainSeconds));
        await using (cancellationToken.UnsafeRegister(static drained => ((CancellationTokenSource)drained!).Cancel(), _drained))
        {
            await base.StopAsync(cancellationToken);
        }
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _drained.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var left = 0;
        while (await queue.TakeAsync(_batch))
        {
            // From here to the next turn nothing may throw: whoever waits for an answer would wait for ever.
            if (_drained.IsCancellationRequested)
            {
                left += _batch.Sum(static submission => submission.Commands);
                Fail(StoreQueue.Stopping());
            }
            else
            {
                await WriteAsync();
            }

            _batch.Clear();
        }

        if (left > 0)
        {
            Log.LeftUnwritten(logger, left, options.Value.DrainSeconds);
        }
    }

    private async Task WriteAsync()
    {
        try
        {
            await CommitAsync();
        }
        catch (StoreUnavailableException unavailable)
        {
            metrics.Refused(unavailable.Code);
            NoteRefused(unavailable);
            Fail(unavailable);
        }
        catch (OperationCanceledException) when (_drained.IsCancellationRequested)
        {
            Fail(StoreQueue.Stopping());
        }
        catch (Exception exception) when (_batch.Count == 1)
        {
            Log.Failed(logger, exception);
            Fail(exception);
        }
        catch (Exception exception)
        {
            Log.TriedOneByOne(logger, exception, _batch.Count);
            await WriteOneByOneAsync();
        }
    }

    /// <summary>So that one bad command can't fail those that happened to be beside it.</summary>
    private async Task WriteOneByOneAsync()
    {
        var submissions = _batch.ToArray();
        foreach (var submission in submissions)
        {
            _batch.Clear();
            _batch.Add(submission);
            await WriteAsync();
        }
    }

    private async Task CommitAsync()
    {
        _commands.Clear();
        foreach (var submission in _batch)
        {
            submission.CopyTo(_commands);
        }

        // Before the commit, and so before the tail: what is masked is seen by nobody.
        mask.Apply(_commands);
        using var span = ServerTracing.Source.StartActivity("commit");
        span?.SetTag("joblogs.commands", _commands.Count);
        var started = time.GetTimestamp();
        var commit = await store.CommitAsync(_commands, Guid.NewGuid(), _drained.Token);
        span?.SetTag("joblogs.commit", commit.Number);
        NoteCommitted();
        metrics.Committed(time.GetElapsedTime(started), _commands);
        Publish(commit);
        queue.Release(_batch);
        foreach (var submission in _batch)
        {
            submission.Succeed();
        }
    }

    private void Publish(Commit commit)
    {
        try
        {
            tail.Publish(commit, _commands);
        }
        catch (Exception exception)
        {
            // The commit stands, so the callers must hear of success whatever the live side made of it.
            Log.NotPublished(logger, exception, commit.Number);
        }
    }

    private void Fail(Exception exception)
    {
        queue.Release(_batch);
        foreach (var submission in _batch)
        {
            submission.Fail(exception);
        }
    }

    // Once each time: everybody who is refused hears of it anyway.
    private void NoteRefused(StoreUnavailableException unavailable)
    {
        if (health.Refused(unavailable))
        {
            Log.Unavailable(logger, unavailable.Code, unavailable.Message);
        }
    }

    private void NoteCommitted()
    {
        if (health.Committed())
        {
            Log.AvailableAgain(logger);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The database can't be written ({Code}): {Reason}")]
        public static partial void Unavailable(ILogger logger, string code, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "The database can be written again.")]
        public static partial void AvailableAgain(ILogger logger);

        [LoggerMessage(Level = LogLevel.Error, Message = "A command could not be written; its caller was told.")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(Level = LogLevel.Error, Message = "A batch of {Count} could not be written; each is tried by itself.")]
        public static partial void TriedOneByOne(ILogger logger, Exception exception, int count);

        [LoggerMessage(Level = LogLevel.Critical, Message = "Commit {Number} was not published to the live side.")]
        public static partial void NotPublished(ILogger logger, Exception exception, long number);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Count} commands were left unwritten after {Seconds} s of draining; their callers were told.")]
        public static partial void LeftUnwritten(ILogger logger, int count, int seconds);
    }
}
