using JobLogs.Protocol.Problems;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Ingest;

/// <summary>Brings what a run's sink has gathered into the queue, in order, and tries again while the store is away. Used by the sink's pump alone.</summary>
internal sealed partial class SinkWriter(RunId run, IStoreQueue queue, TimeProvider time, ILogger logger, CancellationToken giveUp)
{
    private readonly List<StoreCommand> _commands = [];

    /// <summary>Whether the run turned out to be somebody else's, or gone.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Entries that could not be written.</summary>
    public long Unwritten { get; private set; }

    /// <summary>Writes the items and tells those who wait for them, also when it has to give up.</summary>
    public async Task WriteAsync(List<SinkItem> items)
    {
        try
        {
            await WriteTogetherAsync(items);
        }
        catch (Exception exception) when (exception is StoreUnavailableException or OperationCanceledException)
        {
            foreach (var item in items)
            {
                Unwritten += EntriesOf(item);
                item.Done?.TrySetException(StoreQueue.Stopping());
            }
        }
    }

    private async ValueTask WriteTogetherAsync(List<SinkItem> items)
    {
        _commands.Clear();
        foreach (var item in items)
        {
            // Of a lost run only that is tried which somebody waits for: they are to hear the store's own refusal.
            if (item.Command is { } command && (item.Done is not null || !IsLost))
            {
                _commands.Add(command);
            }
            else
            {
                Unwritten += EntriesOf(item);
            }
        }

        if (_commands.Count > 0 && await TrySubmitAsync() is { } failure)
        {
            await WriteOneByOneAsync(items, failure);
            return;
        }

        IsLost |= _commands.Exists(IsOfLostRun);
        foreach (var item in items)
        {
            item.Done?.TrySetResult();
        }
    }

    /// <summary>So that one bad command doesn't take with it what happens to be beside it.</summary>
    private async ValueTask WriteOneByOneAsync(List<SinkItem> items, Exception failure)
    {
        if (items is [var only])
        {
            Log.NotWritten(logger, failure, run.Number, EntriesOf(only));
            Unwritten += EntriesOf(only);
            only.Done?.TrySetException(failure);
            return;
        }

        foreach (var item in items.ToArray())
        {
            await WriteAsync([item]);
        }
    }

    /// <summary>Submits the commands, again and again while the store is away.</summary>
    /// <returns>Null, or what is wrong with the commands themselves.</returns>
    private async ValueTask<Exception?> TrySubmitAsync()
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                await queue.SubmitAllAsync(_commands, giveUp);
                return null;
            }
            catch (StoreUnavailableException unavailable) when (unavailable.Code != ProblemCodes.ShuttingDown)
            {
                await Task.Delay(RetryDelay.After(failures), time, giveUp);
            }
            catch (Exception exception) when (exception is not (StoreUnavailableException or OperationCanceledException))
            {
                return exception;
            }
        }
    }

    private static int EntriesOf(SinkItem item) => item.Command is AppendEntries append ? append.Entries : 0;

    private static bool IsOfLostRun(StoreCommand command) => command switch
    {
        AppendEntries append => append.Refusal,
        AppendMetrics metrics => metrics.Refusal,
        ReportProgress progress => progress.Refusal,
        ChangeStep { MissingStep: null } step => step.Refusal,
        ChangeRun change => change.Refusal,
        _ => Refusal.None,
    } is Refusal.LeaseLost or Refusal.NotFound;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A command of run {Run}, with {Entries} entries, can't be written.")]
        public static partial void NotWritten(ILogger logger, Exception exception, long run, int entries);
    }
}
