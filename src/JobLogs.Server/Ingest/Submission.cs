using System.Threading.Tasks.Sources;
using JobLogs.Storage.Commands;

namespace JobLogs.Server.Ingest;

/// <summary>
/// What one caller has put into the queue, and where it waits for the outcome. Hot: pooled by the queue, so that submitting
/// allocates nothing. The caller goes on on a thread of the pool, never on the writer's.
/// </summary>
internal sealed class Submission : IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _outcome = new() { RunContinuationsAsynchronously = true };
    private StoreCommand? _command;
    private IReadOnlyList<StoreCommand>? _commands;

    /// <summary>An empty one; <see cref="Fill(StoreCommand)"/> makes it useful.</summary>
    public Submission() => Node = new LinkedListNode<Submission>(this);

    /// <summary>Its place among those that wait for room.</summary>
    public LinkedListNode<Submission> Node { get; }

    /// <summary>How many commands it has.</summary>
    public int Commands { get; private set; }

    /// <summary>How many entries they carry together.</summary>
    public long Entries { get; private set; }

    /// <summary>About how many bytes they carry together.</summary>
    public long Bytes { get; private set; }

    /// <summary>Takes one command.</summary>
    public void Fill(StoreCommand command)
    {
        _command = command;
        Commands = 1;
        Entries = command.Entries;
        Bytes = command.Bytes;
    }

    /// <summary>Takes several commands that go together.</summary>
    public void Fill(IReadOnlyList<StoreCommand> commands)
    {
        _commands = commands;
        Commands = commands.Count;
        foreach (var command in commands)
        {
            Entries += command.Entries;
            Bytes += command.Bytes;
        }
    }

    /// <summary>Makes it ready for the next caller.</summary>
    public void Reset()
    {
        _outcome.Reset();
        _command = null;
        _commands = null;
        Commands = 0;
        Entries = 0;
        Bytes = 0;
    }

    /// <summary>Adds the commands, in their order.</summary>
    public void CopyTo(List<StoreCommand> batch)
    {
        if (_command is not null)
        {
            batch.Add(_command);
        }
        else
        {
            batch.AddRange(_commands!);
        }
    }

    /// <summary>Ends when the commands were committed, or couldn't be.</summary>
    public ValueTask Outcome() => new(this, _outcome.Version);

    /// <summary>The commands were committed.</summary>
    public void Succeed() => _outcome.SetResult(true);

    /// <summary>Nothing of the commands was written.</summary>
    public void Fail(Exception exception) => _outcome.SetException(exception);

    void IValueTaskSource.GetResult(short token) => _outcome.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _outcome.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _outcome.OnCompleted(continuation, state, token, flags);
}
