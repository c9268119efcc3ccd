using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;
using JobLogs.Storage.Sqlite.Jobs;
using JobLogs.Storage.Sqlite.Runs;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>
/// One commit under way: what it knows of the jobs and runs that it touches, what it has given out, and what it will tell.
/// Counters and events are written once, at the end. When it fails it is thrown away.
/// </summary>
internal sealed class WriteTransaction
{
    private readonly Dictionary<JobId, JobHead?> _jobs = [];
    private readonly Dictionary<RunId, RunHead?> _runs = [];
    private readonly List<RunEvent> _events = [];
    private long _nextJob;
    private long _nextRun;
    private long _nextEvent;

    private WriteTransaction(Connection connection, long now)
    {
        Connection = connection;
        Now = now;
    }

    /// <summary>The connection that writes.</summary>
    public Connection Connection { get; }

    /// <summary>When it is written, in microseconds since the Unix epoch.</summary>
    public long Now { get; }

    /// <summary>The commit's number.</summary>
    public long Number { get; private set; }

    /// <summary>The number of the last event that an earlier commit wrote.</summary>
    public long LastEvent => _nextEvent - 1;

    /// <summary>Whether anything was written.</summary>
    public bool Wrote { get; set; }

    /// <summary>Whether anything was written that readers of the log learn: entries, events or steps.</summary>
    public bool Tells { get; set; }

    /// <summary>What to tell the appended entries once the commit is durable.</summary>
    public List<AppendedEntries> Appended { get; } = [];

    /// <summary>Begins.</summary>
    public static WriteTransaction Begin(Connection connection, long now)
    {
        var transaction = new WriteTransaction(connection, now);
        connection.Prepare("BEGIN IMMEDIATE").Run();
        var numbers = connection.Prepare("SELECT next_job, next_run, next_commit, next_event FROM store");
        if (!numbers.Step())
        {
            throw new StoreUnavailableException("store_corrupt", $"'{connection.Path}' has lost its numbers. Restore it from a backup.");
        }

        transaction._nextJob = numbers.Long(0);
        transaction._nextRun = numbers.Long(1);
        transaction.Number = numbers.Long(2);
        transaction._nextEvent = numbers.Long(3);
        numbers.Reset();
        return transaction;
    }

    /// <summary>A number that no job ever had.</summary>
    public JobId NewJob() => _nextJob <= JobId.MaxNumber
        ? new JobId((int)_nextJob++)
        : throw new StoreUnavailableException("store_unavailable", $"All {JobId.MaxNumber} numbers that jobs can have are used up.");

    /// <summary>A number that no run ever had.</summary>
    public RunId NewRun() => new(_nextRun++);

    /// <summary>The job; null when there is none or it was deleted.</summary>
    public JobHead? FindJob(JobId job)
    {
        if (_jobs.TryGetValue(job, out var known))
        {
            return known is { Deleted: false } ? known : null;
        }

        var row = Connection.Prepare("SELECT last_seq, enabled, next_run_at FROM jobs WHERE job = ? AND deleted_at IS NULL").Bind(1, job.Number);
        JobHead? head = null;
        if (row.Step())
        {
            head = new JobHead { Id = job, LastSeq = row.Long(0), StoredSeq = row.Long(0), Enabled = row.Long(1) != 0, NextRunAt = row.LongOrNull(2) };
            row.Reset();
        }

        _jobs.Add(job, head);
        return head;
    }

    /// <summary>The run; null when there is none or its job was deleted.</summary>
    public RunHead? FindRun(RunId run)
    {
        if (!_runs.TryGetValue(run, out var head))
        {
            head = ReadRun(run);
            _runs.Add(run, head);
        }

        return head is { Job.Deleted: false } ? head : null;
    }

    /// <summary>The run's row as it is now, this commit's changes included.</summary>
    public Run LoadRun(RunHead run)
    {
        Flush(run);
        return RunRows.Find(Connection, run.Id) ?? throw new InvalidOperationException($"Run {run.Id.Number} vanished during a commit.");
    }

    /// <summary>The job's row as it is now, this commit's changes included.</summary>
    public Job? LoadJob(JobId job)
    {
        if (FindJob(job) is { } head)
        {
            Flush(head);
        }

        return JobRows.Find(Connection, job);
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

    /// <summary>Writes what is left to write and makes it durable; says what streams tell.</summary>
    public Commit Commit(Guid batchId)
    {
        FlushAll();
        if (!Wrote && !Tells)
        {
            Connection.Rollback();
            return Storage.Commands.Commit.Nothing(Number - 1, Now);
        }

        var events = _events.Count == 0 ? [] : EventInserts.Write(Connection, _events, Number, _nextEvent, _jobs);
        _nextEvent += _events.Count;
        if (Tells)
        {
            CommitInsert.Write(Connection, Number, batchId, Now, _jobs.Values);
        }

        Connection
            .Prepare("UPDATE store SET next_job = ?, next_run = ?, next_commit = ?, next_event = ?")
            .Bind(1, _nextJob).Bind(2, _nextRun).Bind(3, Number + 1).Bind(4, _nextEvent)
            .Run();
        Connection.Prepare("COMMIT").Run();
        return new Commit(Number, Now, events);
    }

    private void FlushAll()
    {
        foreach (var run in _runs.Values)
        {
            if (run is not null)
            {
                Flush(run);
            }
        }

        foreach (var job in _jobs.Values)
        {
            if (job is not null)
            {
                Flush(job);
            }
        }
    }

    private void Flush(JobHead job)
    {
        if (job.StoredSeq != job.LastSeq)
        {
            Connection.Prepare("UPDATE jobs SET last_seq = ? WHERE job = ?").Bind(1, job.LastSeq).Bind(2, job.Id.Number).Run();
            job.StoredSeq = job.LastSeq;
        }
    }

    private void Flush(RunHead run)
    {
        if (run.LastAdded > 0)
        {
            Connection
                .Prepare("""
                    UPDATE runs SET debug = debug + ?, info = info + ?, warning = warning + ?, error = error + ?, critical = critical + ?,
                                    first_seq = CASE first_seq WHEN 0 THEN ? ELSE first_seq END, last_seq = ?
                    WHERE run = ?
                    """)
                .Bind(1, run.Added.Debug).Bind(2, run.Added.Info).Bind(3, run.Added.Warning).Bind(4, run.Added.Error).Bind(5, run.Added.Critical)
                .Bind(6, run.FirstAdded).Bind(7, run.LastAdded).Bind(8, run.Id.Number)
                .Run();
            run.Added = default;
            run.FirstAdded = 0;
            run.LastAdded = 0;
        }

        if (run.LeaseChanged)
        {
            Connection.Prepare("UPDATE runs SET lease_until = ? WHERE run = ?").Bind(1, run.LeaseUntil).Bind(2, run.Id.Number).Run();
            run.LeaseChanged = false;
            Wrote = true;
        }
    }

    private RunHead? ReadRun(RunId run)
    {
        var row = Connection
            .Prepare("SELECT job, status, attempt, started_at, fencing_token, owner, lease_until, lease_seconds FROM runs WHERE run = ?")
            .Bind(1, run.Number);
        if (!row.Step())
        {
            return null;
        }

        var job = FindJob(new JobId(row.Int(0)));
        var head = job is null ? null : new RunHead
        {
            Id = run,
            Job = job,
            Status = RunRows.Status(row, 1),
            Attempt = row.Int(2),
            Started = !row.IsNull(3),
            FencingToken = row.Int(4),
            Owner = row.TextOrNull(5),
            LeaseUntil = row.LongOrNull(6),
            LeaseSeconds = row.IntOrNull(7),
        };
        row.Reset();
        return head;
    }
}
