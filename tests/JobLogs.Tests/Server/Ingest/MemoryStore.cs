using System.Text;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Tests.Server.Ingest;

/// <summary>A store in memory that keeps what the queue's promises are about: order, batches, producers, failures.</summary>
internal sealed class MemoryStore : IStoreWriter
{
    public static readonly JobId Job = new(1);
    public static readonly RunId Run = new(7);

    private readonly SemaphoreSlim _entered = new(0);
    private readonly Dictionary<(RunId, string), long> _producers = [];
    private TaskCompletionSource? _held;
    private long _seq;
    private long _commit;

    /// <summary>The messages that were committed, in order.</summary>
    public List<string> Messages { get; } = [];

    /// <summary>The commands of each successful commit.</summary>
    public List<StoreCommand[]> Commits { get; } = [];

    /// <summary>How many entries each successful commit had.</summary>
    public List<int> Sizes { get; } = [];

    /// <summary>All commands, in order.</summary>
    public IEnumerable<StoreCommand> Commands => Commits.SelectMany(commit => commit);

    /// <summary>Called before each commit; may throw.</summary>
    public Action<IReadOnlyList<StoreCommand>>? BeforeCommit { get; set; }

    /// <summary>How many commits were begun.</summary>
    public int Begun { get; private set; }

    /// <summary>The run that there is; others are not found.</summary>
    public RunId Known { get; set; } = Run;

    /// <summary>What a fencing token must be.</summary>
    public int Token { get; set; } = 1;

    /// <summary>Holds commits until <see cref="LetGo"/>.</summary>
    public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void LetGo()
    {
        var held = _held;
        _held = null;
        held?.SetResult();
    }

    /// <summary>Waits until a commit is under way.</summary>
    public Task EnteredAsync() => _entered.WaitAsync(TimeSpan.FromSeconds(20));

    public async ValueTask<Commit> CommitAsync(IReadOnlyList<StoreCommand> commands, Guid batchId, CancellationToken cancellationToken)
    {
        Begun++;
        _entered.Release();
        if (_held is { } held)
        {
            await held.Task.WaitAsync(cancellationToken);
        }

        BeforeCommit?.Invoke(commands);
        _commit++;
        foreach (var command in commands)
        {
            if (command is AppendEntries append)
            {
                Append(append);
            }
        }

        Commits.Add([.. commands]);
        Sizes.Add(commands.Sum(command => command.Entries));
        return new Commit(_commit, 0, []);
    }

    private void Append(AppendEntries append)
    {
        append.Last = new Place(_commit, Job, _seq, 0);
        append.Refusal = append.Run != Known ? Refusal.NotFound
            : append.FencingToken is { } token && token != Token ? Refusal.LeaseLost : Refusal.None;
        var due = 1L;
        if (append.Producer is { } producer)
        {
            due = _producers.GetValueOrDefault((append.Run, producer), 1);
            if (append.FirstNumber > due)
            {
                append.Refusal = Refusal.OutOfSequence;
                append.ExpectedNumber = due;
            }
        }

        if (append.Refusal != Refusal.None)
        {
            return;
        }

        for (var i = 0; i < append.Batch.Count; i++)
        {
            var entry = append.Batch[i];
            if (append.Producer is not null && append.FirstNumber + entry.Offset < due)
            {
                append.Duplicates++;
                continue;
            }

            Messages.Add(Encoding.UTF8.GetString(entry.Message));
            append.Batch.Committed(i, Job, ++_seq, _commit);
            append.Accepted++;
        }

        if (append.Producer is not null)
        {
            _producers[(append.Run, append.Producer)] = Math.Max(due, append.FirstNumber + append.Numbers);
        }

        append.Last = new Place(_commit, Job, _seq, 0);
    }
}
