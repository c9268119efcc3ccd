using JobLogs.Storage.PostgreSql.Connections;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Writes to the rows of jobs and runs what their heads have gathered.</summary>
internal static class HeadRows
{
    /// <summary>The jobs' ends, and the days that they have come to.</summary>
    public static void Write(WriteTransaction transaction, IEnumerable<JobHead> jobs)
    {
        var changed = jobs.Where(job => job.StoredSeq != job.LastSeq).ToList();
        if (changed.Count == 0)
        {
            return;
        }

        transaction.Pipeline.Write(new Statement("""
            UPDATE jobs SET last_seq = v.last_seq, last_commit = $3, last_day = $4
            FROM unnest($1, $2) AS v (job, last_seq) WHERE jobs.job = v.job
            """)
            .With(changed.Select(job => job.Id.Number)).With(changed.Select(job => job.LastSeq)).With(transaction.Number).With(transaction.Day));
        var moved = changed.Where(job => job.LastDay != transaction.Day).ToList();
        if (moved.Count > 0)
        {
            transaction.Pipeline.Write(new Statement("""
                INSERT INTO job_days (job, day, first_seq, first_commit) SELECT v.job, $3, v.first_seq, $4 FROM unnest($1, $2) AS v (job, first_seq)
                ON CONFLICT (job, day) DO NOTHING
                """)
                .With(moved.Select(job => job.Id.Number)).With(moved.Select(job => job.StoredSeq + 1)).With(transaction.Day).With(transaction.Number));
        }

        foreach (var job in changed)
        {
            job.StoredSeq = job.LastSeq;
            job.LastDay = transaction.Day;
        }
    }

    /// <summary>The runs' counters and leases.</summary>
    public static void Write(WriteTransaction transaction, IEnumerable<RunHead> runs)
    {
        var (counted, renewed) = (new List<RunHead>(), new List<RunHead>());
        foreach (var run in runs)
        {
            if (run.LastAdded > 0)
            {
                counted.Add(run);
            }

            if (run.LeaseChanged)
            {
                renewed.Add(run);
            }
        }

        if (counted.Count > 0)
        {
            Count(transaction.Pipeline, counted);
        }

        if (renewed.Count > 0)
        {
            Renew(transaction, renewed);
        }
    }

    private static void Count(Pipeline pipeline, List<RunHead> runs)
    {
        pipeline.Write(new Statement("""
            UPDATE runs r SET debug = r.debug + v.debug, info = r.info + v.info, warning = r.warning + v.warning, error = r.error + v.error,
                              critical = r.critical + v.critical,
                              first_seq = CASE r.first_seq WHEN 0 THEN v.first_seq ELSE r.first_seq END, last_seq = v.last_seq
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8) AS v (run, debug, info, warning, error, critical, first_seq, last_seq)
            WHERE r.run = v.run
            """)
            .With(runs.Select(run => run.Id.Number))
            .With(runs.Select(run => run.Added.Debug)).With(runs.Select(run => run.Added.Info)).With(runs.Select(run => run.Added.Warning))
            .With(runs.Select(run => run.Added.Error)).With(runs.Select(run => run.Added.Critical))
            .With(runs.Select(run => run.FirstAdded)).With(runs.Select(run => run.LastAdded)));
        foreach (var run in runs)
        {
            run.Added = default;
            run.FirstAdded = 0;
            run.LastAdded = 0;
        }
    }

    private static void Renew(WriteTransaction transaction, List<RunHead> runs)
    {
        transaction.Pipeline.Write(new Statement(
            "UPDATE runs SET lease_until = v.lease_until FROM unnest($1, $2) AS v (run, lease_until) WHERE runs.run = v.run")
            .With(runs.Select(run => run.Id.Number)).With(runs.Select(run => run.LeaseUntil)));
        transaction.Wrote = true;
        foreach (var run in runs)
        {
            run.LeaseChanged = false;
        }
    }
}
