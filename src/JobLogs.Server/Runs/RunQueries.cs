using JobLogs.Server.Http;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Server.Runs;

/// <summary>Reads the query parameters of a list of runs.</summary>
internal static class RunQueries
{
    /// <summary>The parameters, for the description of a call.</summary>
    public static readonly QueryParameter[] Parameters =
    [
        new("status", "Only runs with this status, or one of a comma list.", QueryParameterKind.Text),
        new("start_time", "Only runs made at this time or later.", QueryParameterKind.Time),
        new("end_time", "Only runs made at this time or earlier.", QueryParameterKind.Time),
        .. Paging.Parameters,
    ];

    /// <summary>What is asked for, or what is wrong.</summary>
    /// <param name="job">Whose runs; null means all.</param>
    public static (RunQuery Query, Problem? Problem) Read(IQueryCollection parameters, JobId? job)
    {
        var query = new QueryReader(parameters);
        var part = Paging.Read(query);
        var asked = new RunQuery
        {
            Job = job,
            Statuses = Statuses(query),
            StartMicros = query.Time("start_time"),
            EndMicros = query.Time("end_time"),
            Skip = part.Skip,
            Limit = part.Limit,
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
