using System.Text;
using JobLogs.Server.Live;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Tests.Server.Runs;

/// <summary>Stands in for the live side: remembers what was committed, and tells tests that wait for it.</summary>
internal sealed class CommitWatch : ITail
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly List<StatusChanged> _changes = [];
    private readonly List<WatchedEntry> _entries = [];
    private readonly List<(Func<bool> Condition, TaskCompletionSource Met)> _waiting = [];

    /// <summary>Every status change so far.</summary>
    public IReadOnlyList<StatusChanged> Changes => Read(() => _changes.ToArray());

    /// <summary>Every entry so far.</summary>
    public IReadOnlyList<WatchedEntry> Entries => Read(() => _entries.ToArray());

    public void Publish(Commit commit, IReadOnlyList<StoreCommand> commands)
    {
        lock (_gate)
        {
            foreach (var append in commands.OfType<AppendEntries>())
            {
                for (var i = 0; i < append.Batch.Count; i++)
                {
                    Remember(append.Batch[i]);
                }
            }

            _changes.AddRange(commit.Events.OfType<StatusChanged>());
            foreach (var met in _waiting.Where(waiting => waiting.Condition()).ToArray())
            {
                _waiting.Remove(met);
                met.Met.SetResult();
            }
        }
    }

    /// <summary>The status changes of a run, as "from→to".</summary>
    public IReadOnlyList<string> PathOf(RunId run) =>
        [.. Changes.Where(change => change.Run == run).Select(change => $"{change.From?.ToText()}→{change.To.ToText()}")];

    /// <summary>Waits until a run has gone into a status as often as said.</summary>
    public Task UntilAsync(RunId run, RunStatus status, int times = 1) =>
        UntilAsync(() => _changes.Count(change => change.Run == run && change.To == status) >= times);

    /// <summary>Waits until some run has gone into a status, and gives its last change into it.</summary>
    public async Task<StatusChanged> UntilAnyAsync(RunStatus status, int times = 1)
    {
        await UntilAsync(() => _changes.Count(change => change.To == status) >= times);
        return Changes.Last(change => change.To == status);
    }

    /// <summary>Waits until a condition on what was committed holds; it is looked at after each commit.</summary>
    public Task UntilAsync(Func<bool> condition)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (condition())
            {
                return Task.CompletedTask;
            }

            _waiting.Add((condition, met));
        }

        return met.Task.WaitAsync(Patience);
    }

    private void Remember(in EntryView entry)
    {
        if (entry.Seq > 0)
        {
            _entries.Add(new WatchedEntry(
                entry.Run,
                entry.Seq,
                entry.Level,
                Encoding.UTF8.GetString(entry.Message),
                Encoding.UTF8.GetString(entry.Step),
                Encoding.UTF8.GetString(entry.ErrorCode),
                Encoding.UTF8.GetString(entry.Exception),
                entry.Attempt));
        }
    }

    private T Read<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }
}
