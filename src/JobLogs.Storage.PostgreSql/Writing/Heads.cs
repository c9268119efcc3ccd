using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.PostgreSql.Runs;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>What the commit under way knows of jobs and runs: read under the commit lock, so that no other server changes it meanwhile.</summary>
internal sealed class Heads
{
    private const string SelectJobs = "SELECT job, last_seq, enabled, next_run_at, last_day, removed_in_commit FROM jobs";

    private const string SelectRuns =
        "SELECT run, job, status, attempt, started_at IS NOT NULL, fencing_token, owner, lease_until, lease_seconds FROM runs WHERE run = ANY ($1)";

    private readonly Dictionary<JobId, JobHead?> _jobs = [];
    private readonly Dictionary<RunId, RunHead?> _runs = [];

    /// <summary>The jobs that are known.</summary>
    public IEnumerable<JobHead> Jobs => _jobs.Values.OfType<JobHead>();

    /// <summary>The runs that are known.</summary>
    public IEnumerable<RunHead> Runs => _runs.Values.OfType<RunHead>();

    /// <summary>The questions whose answers <see cref="ReadAsync"/> reads.</summary>
    public static Statement[] Questions(IReadOnlyCollection<JobId> jobs, IReadOnlyCollection<RunId> runs)
    {
        var numbers = runs.Select(run => run.Number).ToArray();
        return
        [
            new Statement($"{SelectJobs} WHERE (job = ANY ($1) OR job IN (SELECT job FROM runs WHERE run = ANY ($2))) AND deleted_at IS NULL")
                .With(jobs.Select(job => job.Number)).With(numbers),
            new Statement(SelectRuns).With(numbers),
        ];
    }

    /// <summary>Reads two answers; what was asked for and is not there is known not to be.</summary>
    public async ValueTask ReadAsync(
        NpgsqlDataReader rows, IReadOnlyCollection<JobId> jobs, IReadOnlyCollection<RunId> runs, CancellationToken cancellationToken)
    {
        while (await rows.ReadAsync(cancellationToken))
        {
            var job = ReadJob(rows);
            _jobs.TryAdd(job.Id, job);
        }

        await rows.NextResultAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            // A run without a job that is seen is not seen either.
            if (_jobs.GetValueOrDefault(new JobId(rows.GetInt32(1))) is { } job)
            {
                _runs.TryAdd(new RunId(rows.GetInt64(0)), ReadRun(rows, job));
            }
        }

        foreach (var job in jobs)
        {
            _jobs.TryAdd(job, null);
        }

        foreach (var run in runs)
        {
            _runs.TryAdd(run, null);
        }
    }

    /// <summary>The job; null when there is none or it was deleted.</summary>
    public async ValueTask<JobHead?> FindAsync(Pipeline pipeline, JobId job, CancellationToken cancellationToken)
    {
        if (!_jobs.TryGetValue(job, out var head))
        {
            await LookUpAsync(pipeline, [job], [], cancellationToken);
            head = _jobs[job];
        }

        return head is { Deleted: false } ? head : null;
    }

    /// <summary>The run; null when there is none or its job was deleted.</summary>
    public async ValueTask<RunHead?> FindAsync(Pipeline pipeline, RunId run, CancellationToken cancellationToken)
    {
        if (!_runs.TryGetValue(run, out var head))
        {
            await LookUpAsync(pipeline, [], [run], cancellationToken);
            head = _runs[run];
        }

        return head is { Job.Deleted: false } ? head : null;
    }

    /// <summary>The job, which an event is of.</summary>
    public JobHead this[JobId job] => _jobs[job]!;

    /// <summary>Takes note of a job that this commit makes.</summary>
    public void Add(JobHead job) => _jobs[job.Id] = job;

    /// <summary>Takes note of a run that this commit makes.</summary>
    public void Add(RunHead run) => _runs[run.Id] = run;

    private async ValueTask LookUpAsync(Pipeline pipeline, JobId[] jobs, RunId[] runs, CancellationToken cancellationToken)
    {
        await using var rows = await pipeline.AskAsync(cancellationToken, Questions(jobs, runs));
        await ReadAsync(rows, jobs, runs, cancellationToken);
    }

    private static JobHead ReadJob(NpgsqlDataReader row) => new()
    {
        Id = new JobId(row.GetInt32(0)),
        LastSeq = row.GetInt64(1),
        StoredSeq = row.GetInt64(1),
        Enabled = row.GetBoolean(2),
        NextRunAt = row.LongOrNull(3),
        LastDay = row.DayOrNull(4),
        RemovedInCommit = row.GetInt64(5),
    };

    private static RunHead ReadRun(NpgsqlDataReader row, JobHead job) => new()
    {
        Id = new RunId(row.GetInt64(0)),
        Job = job,
        Status = RunRows.Status(row.GetString(2)),
        Attempt = row.GetInt32(3),
        Started = row.GetBoolean(4),
        FencingToken = row.GetInt32(5),
        Owner = row.TextOrNull(6),
        LeaseUntil = row.LongOrNull(7),
        LeaseSeconds = row.IntOrNull(8),
    };
}
