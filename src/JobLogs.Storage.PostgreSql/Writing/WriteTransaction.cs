using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.PostgreSql.Days;
using JobLogs.Storage.PostgreSql.Jobs;
using JobLogs.Storage.PostgreSql.Runs;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>
/// One commit under way: what it knows of the jobs and runs that it touches, what it has given out, and what it will tell.
/// Entries are copied and counters written once, at the end. When it fails it is thrown away.
/// </summary>
internal sealed class WriteTransaction
{
    private const string Counters = "SELECT next_job, next_run, next_commit, next_event, last_day FROM store";

    private readonly Heads _heads = new();
    private readonly List<RunEvent> _events = [];
    private readonly EntryCopy _copy;
    private int _nextJob;
    private long _nextRun;
    private long _nextEvent;
    private int _copied;

    private WriteTransaction(Pipeline pipeline, EntryCopy copy, long now)
    {
        Pipeline = pipeline;
        _copy = copy;
        Now = now;
    }

    /// <summary>Its statements.</summary>
    public Pipeline Pipeline { get; }

    /// <summary>When it is written, in microseconds since the Unix epoch.</summary>
    public long Now { get; }

    /// <summary>The day that its entries lie in.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>The commit's number.</summary>
    public long Number { get; private set; }

    /// <summary>The number of the last event that an earlier commit wrote.</summary>
    public long LastEvent => _nextEvent - 1;

    /// <summary>Whether anything was written.</summary>
    public bool Wrote { get; set; }

    /// <summary>Whether anything was written that readers of the log learn: entries, events or steps.</summary>
    public bool Tells { get; set; }

    /// <summary>Whether something was removed.</summary>
    public bool Removed { get; set; }

    /// <summary>What to tell the appended entries once the commit is durable.</summary>
    public List<AppendedEntries> Appended { get; } = [];

    /// <summary>The blocks that this commit fills.</summary>
    public BlockRows Blocks { get; } = new();

    /// <summary>The producers whose numbers this commit moves on.</summary>
    public ProducerNumbers Producers { get; } = new();

    /// <summary>The jobs that are known to it.</summary>
    public IEnumerable<JobHead> Jobs => _heads.Jobs;

    /// <summary>Waits for the other servers' commits to end, and begins.</summary>
    public static async ValueTask<WriteTransaction> BeginAsync(
        NpgsqlConnection connection, EntryCopy copy, IReadOnlyList<StoreCommand> commands, long now, CancellationToken cancellationToken)
    {
        var transaction = new WriteTransaction(new Pipeline(connection), copy, now);
        var targets = CommandTargets.Of(commands);

        // The lock is a statement of its own: whatever follows sees all that was committed before it was given.
        transaction.Pipeline.Write(new Statement("BEGIN ISOLATION LEVEL READ COMMITTED"));
        await using var rows = await transaction.Pipeline.AskAsync(
            cancellationToken,
            [
                new Statement("SELECT pg_advisory_xact_lock($1)").With(Locks.Commit),
                new Statement(Counters),
                ProducerNumbers.Question(commands),
                .. Heads.Questions(targets.Jobs, targets.Runs),
            ]);
        await rows.NextResultAsync(cancellationToken);
        await transaction.ReadCountersAsync(rows, cancellationToken);
        await rows.NextResultAsync(cancellationToken);
        await transaction.Producers.ReadAsync(rows, cancellationToken);
        await rows.NextResultAsync(cancellationToken);
        await transaction._heads.ReadAsync(rows, targets.Jobs, targets.Runs, cancellationToken);
        return transaction;
    }

    /// <summary>A number that no job ever had.</summary>
    public JobId NewJob() => _nextJob <= JobId.MaxNumber
        ? new JobId(_nextJob++)
        : throw new StoreUnavailableException("store_unavailable", $"All {JobId.MaxNumber} numbers that jobs can have are used up.");

    /// <summary>A number that no run ever had.</summary>
    public RunId NewRun() => new(_nextRun++);

    /// <summary>The job; null when there is none or it was deleted.</summary>
    public ValueTask<JobHead?> FindJobAsync(JobId job, CancellationToken cancellationToken) => _heads.FindAsync(Pipeline, job, cancellationToken);

    /// <summary>The run; null when there is none or its job was deleted.</summary>
    public ValueTask<RunHead?> FindRunAsync(RunId run, CancellationToken cancellationToken) => _heads.FindAsync(Pipeline, run, cancellationToken);

    /// <summary>Takes note of a job that this commit makes.</summary>
    public void Made(JobHead job) => _heads.Add(job);

    /// <summary>Takes note of a run that this commit makes.</summary>
    public void Made(RunHead run) => _heads.Add(run);

    /// <summary>The run's row as it is now, this commit's changes included.</summary>
    public async ValueTask<Run> LoadRunAsync(RunHead run, CancellationToken cancellationToken)
    {
        HeadRows.Write(this, [run]);
        return await Pipeline.FirstAsync(RunRows.Find(run.Id), RunRows.Read, cancellationToken)
            ?? throw new InvalidOperationException($"Run {run.Id.Number} vanished during a commit.");
    }

    /// <summary>The job's row as it is now, this commit's changes included.</summary>
    public async ValueTask<Job?> LoadJobAsync(JobId job, CancellationToken cancellationToken)
    {
        if (await FindJobAsync(job, cancellationToken) is { } head)
        {
            HeadRows.Write(this, [head]);
        }

        return await Pipeline.FirstAsync(JobRows.Find(job), JobRows.Read, cancellationToken);
    }

    /// <summary>Adds an event; its number, commit and place are settled at the end.</summary>
    public void Add(RunEvent told)
    {
        _events.Add(told);
        Tells = true;
    }

    /// <summary>Adds a run's change of status; the run's head has the new one already.</summary>
    public void AddStatusChange(RunHead run, RunStatus? from, string? reason, string? details) => Add(new StatusChanged
    {
        Event = 0,
        Commit = Number,
        Job = run.Job.Id,
        Run = run.Id,
        AfterSeq = 0,
        TimestampMicros = Now,
        From = from,
        To = run.Status,
        Reason = reason,
        Details = details,
        Attempt = run.Attempt,
    });

    /// <summary>Writes the entries and blocks of the commands so far, for one that looks at them.</summary>
    public async ValueTask CopyEntriesAsync(CancellationToken cancellationToken)
    {
        if (Appended.Count > _copied)
        {
            await _copy.WriteAsync(Pipeline.Connection, Appended.GetRange(_copied, Appended.Count - _copied), Day, Number, cancellationToken);
            _copied = Appended.Count;
        }

        Blocks.Write(Pipeline);
    }

    /// <summary>Writes what is left to write but for the last word; null when there is nothing to commit.</summary>
    public async ValueTask<Commit?> PrepareAsync(Guid writer, Guid batchId, CancellationToken cancellationToken)
    {
        HeadRows.Write(this, _heads.Runs);
        HeadRows.Write(this, Jobs);
        if (!Wrote && !Tells)
        {
            return null;
        }

        await CopyEntriesAsync(cancellationToken);
        Producers.Write(Pipeline);
        var events = _events.Count == 0 ? [] : EventInserts.Write(Pipeline, _events, Number, _nextEvent, _heads);
        _nextEvent += _events.Count;
        CommitInsert.Write(this, writer, batchId);
        Pipeline.Write(new Statement("UPDATE store SET next_job = $1, next_run = $2, next_commit = $3, next_event = $4, last_day = $5")
            .With(_nextJob).With(_nextRun).With(Number + 1).With(_nextEvent).With(Day));
        return new Commit(Number, Now, events);
    }

    private async ValueTask ReadCountersAsync(NpgsqlDataReader rows, CancellationToken cancellationToken)
    {
        if (!await rows.ReadAsync(cancellationToken))
        {
            throw new StoreUnavailableException("store_corrupt", "The database has lost its numbers. Restore it from a backup.");
        }

        _nextJob = rows.GetInt32(0);
        _nextRun = rows.GetInt64(1);
        Number = rows.GetInt64(2);
        _nextEvent = rows.GetInt64(3);
        var (last, today) = (rows.GetFieldValue<DateOnly>(4), CommitDay.Of(Now));
        Day = today > last ? today : last;
    }
}
