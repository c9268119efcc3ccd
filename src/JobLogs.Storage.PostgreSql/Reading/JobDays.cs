using System.Collections.Concurrent;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;

namespace JobLogs.Storage.PostgreSql.Reading;

/// <summary>
/// Remembers on which days jobs have entries, so that a reader asks only for those that came since. Days only come at the end; one
/// that clean-up has emptied may still be named, and is found empty.
/// </summary>
internal sealed class JobDays
{
    private const int MostJobs = 10_000;

    private readonly ConcurrentDictionary<JobId, DayList> _known = [];

    /// <summary>The job's days, up to <paramref name="lastDay"/> at least.</summary>
    public async ValueTask<DayList> FindAsync(Reader reader, JobId job, DateOnly? lastDay, CancellationToken cancellationToken)
    {
        var known = _known.GetValueOrDefault(job, DayList.Empty);
        if (lastDay is null || known.Last >= lastDay)
        {
            return known;
        }

        var later = await reader.ListAsync(
            new Statement("SELECT day, first_seq FROM job_days WHERE job = $1 AND day > $2 ORDER BY day")
                .With(job.Number).With(known.Last ?? DateOnly.MinValue),
            static row => (row.GetFieldValue<DateOnly>(0), row.GetInt64(1)),
            cancellationToken);
        var days = known.With(later);
        if (_known.Count >= MostJobs)
        {
            _known.Clear();
        }

        // Of two readers at once either's will do: both are true, and what is missing is asked for again.
        _known[job] = days;
        return days;
    }
}
