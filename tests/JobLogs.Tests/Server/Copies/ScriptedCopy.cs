using System.Collections.Concurrent;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;

namespace JobLogs.Tests.Server.Copies;

/// <summary>
/// A copy in memory that fails as it is told. As with the real ones, what was written is found only after a refresh, by a removal too.
/// </summary>
internal sealed partial class ScriptedCopy : ILogCopy
{
    private readonly ConcurrentDictionary<CopyItem, CopiedThing> _things = new();
    private TaskCompletionSource? _held;
    private readonly SemaphoreSlim _entered = new(0);

    /// <summary>What every call throws; null when they work.</summary>
    public volatile Exception? Failure;

    /// <summary>What a refresh throws.</summary>
    public volatile Exception? RefreshFailure;

    /// <summary>Why an item is refused for what it is; null when it isn't.</summary>
    public Func<CopyItem, string?> Poison { get; set; } = _ => null;

    /// <summary>How many writes to come it is too busy for, all but one item of each.</summary>
    public int BusyWrites { get; set; }

    /// <summary>Calls that were made, by name.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>Days that were dropped whole.</summary>
    public List<DateOnly> DroppedDays { get; } = [];

    /// <summary>What is found.</summary>
    public IEnumerable<CopiedThing> Seen => _things.Values.Where(thing => thing.IsSeen).OrderBy(thing => thing.Item.Job).ThenBy(thing => thing.Item.Seq);

    /// <summary>The seqs of the entries of a job that are found.</summary>
    public IEnumerable<long> Seqs(JobId job) => Seen.Where(thing => thing.Item.Job == job && thing.Item.Seq > 0).Select(thing => thing.Item.Seq);

    public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void LetGo() => Interlocked.Exchange(ref _held, null)?.SetResult();

    /// <summary>Waits until a held write is under way.</summary>
    public Task EnteredAsync() => _entered.WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>Loses one thing, as no copy should.</summary>
    public void Lose(CopyItem item) => _things.TryRemove(item, out _).ShouldBeTrue();

    /// <summary>Loses everything, as a server whose disk was replaced.</summary>
    public void LoseAll() => _things.Clear();

    public ValueTask<CopyDescription> DescribeAsync(CancellationToken cancellationToken)
    {
        Call("describe");
        return ValueTask.FromResult(new CopyDescription("opensearch", "2.19.1", "green", (1, 1), _things.Count, 4711));
    }

    public ValueTask PrepareAsync(ulong database, CancellationToken cancellationToken)
    {
        Call("prepare");
        return default;
    }

    public async ValueTask<CopyWritten> WriteAsync(CopyBatch batch, CancellationToken cancellationToken)
    {
        Call("write");
        if (_held is { } held)
        {
            _entered.Release();
            await held.Task.WaitAsync(cancellationToken);
        }

        var refused = new List<CopyRefusal>();
        var again = new List<CopyItem>();
        var accepted = 0;
        foreach (var thing in Things(batch))
        {
            if (BusyWrites > 0 && accepted > 0)
            {
                again.Add(thing.Item);
            }
            else if (Poison(thing.Item) is { } reason)
            {
                refused.Add(new CopyRefusal(thing.Item, "document_parsing_exception", reason));
            }
            else
            {
                _things.TryAdd(thing.Item, thing);
                accepted++;
            }
        }

        BusyWrites -= again.Count > 0 ? 1 : 0;
        return new CopyWritten(accepted, refused, again, again.Count > 0 ? "429" : null);
    }

    public ValueTask<long> RemoveAsync(CopyRemoval removal, CancellationToken cancellationToken)
    {
        Call("remove");
        var removed = Seen.Where(thing => thing.IsIn(removal)).ToList();
        removed.ForEach(thing => _things.TryRemove(thing.Item, out _));
        return ValueTask.FromResult((long)removed.Count);
    }

    public ValueTask RefreshAsync(CancellationToken cancellationToken)
    {
        Call("refresh");
        if (RefreshFailure is { } failure)
        {
            throw failure;
        }

        foreach (var thing in _things.Values)
        {
            thing.IsSeen = true;
        }

        return default;
    }

    public ValueTask<IReadOnlyList<CopyDay>> ListDaysAsync(CancellationToken cancellationToken)
    {
        Call("days");
        return ValueTask.FromResult<IReadOnlyList<CopyDay>>(
            [.. _things.Values.GroupBy(thing => thing.Day).OrderBy(day => day.Key).Select(day => new CopyDay(day.Key, day.Count(), 0))]);
    }

    public ValueTask DropDayAsync(DateOnly day, CancellationToken cancellationToken)
    {
        Call("drop");
        DroppedDays.Add(day);
        foreach (var thing in _things.Values.Where(thing => thing.Day == day).ToList())
        {
            _things.TryRemove(thing.Item, out _);
        }

        return default;
    }

    public ValueTask DropAllAsync(CancellationToken cancellationToken)
    {
        Call("drop all");
        _things.Clear();
        return default;
    }

    private void Call(string name)
    {
        Calls.Enqueue(name);
        if (Failure is { } failure)
        {
            throw failure;
        }
    }

    private static List<CopiedThing> Things(CopyBatch batch)
    {
        var things = new List<CopiedThing>();
        var at = batch.Commits.ToDictionary(commit => commit.Number, commit => DateOnly.FromDateTime(Clock.FromMicros(commit.AtMicros).UtcDateTime));
        for (var i = 0; i < batch.Entries.Count; i++)
        {
            var entry = batch.Entries[i];
            var copy = new EntryBatch(1);
            copy.Add(entry);
            things.Add(new CopiedThing
            {
                Item = CopyItem.Entry(entry.Job, entry.Seq),
                Run = entry.Run,
                Commit = entry.Commit,
                Day = at[entry.Commit],
                TimestampMicros = entry.TimestampMicros,
                Entry = copy,
            });
        }

        things.AddRange(batch.Events.Where(happened => happened is StatusChanged or MetricRecorded).Select(happened => new CopiedThing
        {
            Item = CopyItem.Happened(happened.Job, happened.Event),
            Run = happened.Run!.Value,
            Commit = happened.Commit,
            Day = at[happened.Commit],
            TimestampMicros = happened.TimestampMicros,
            IsStatusChange = happened is StatusChanged,
        }));
        return things;
    }
}
