using JobLogs.Server.Http;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Server.Runs;

/// <summary>Reads the query parameters of a list of runs.</summary>
internal static class RunQueries
{
    /// <summary>What is asked for, or what is wrong.</summary>
    /// <param name="job">Whose runs; null means all.</param>
    public static (RunQuery Query, Problem? Problem) Read(IQueryCollection parameters, JobId? job)
    {
        var query = new QueryReader(parameters);
        var asked = new RunQuery
        {
            Job = job,
            Statuses = Statuses(query),
            StartMicros = query.Time("start_time"),
            EndMicros = query.Time("end_time"),
            Skip = query.Integer("skip", 0, long.MaxValue) ?? 0,
            Limit = query.Integer("limit", 100, 1, 1000),
        };
        return (asked, query.Problem());
    }

    private static List<RunStatus>? Statuses(QueryReader query)
    {
        if (query.List("status") is not { } texts)
        {
            return null;
        }

        var statuses = new List<RunStatus>();
        foreach (var text in texts)
        {
            if (RunStatuses.TryParse(text, out var status))
            {
                statuses.Add(status);
            }
            else
            {
                query.Wrong("status", $"'{QueryReader.Shown(text)}' is no status; these are {string.Join(", ", Enum.GetValues<RunStatus>().Select(known => known.ToText()))}.");
            }
        }

        return statuses;
    }
}
