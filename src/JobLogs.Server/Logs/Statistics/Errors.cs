using JobLogs.Server.Http;
using JobLogs.Storage;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Server.Logs.Statistics;

/// <summary>Answers with what went wrong lately, grouped.</summary>
internal sealed class Errors(ILogStore store, TimeProvider time)
{
    private const int DefaultDays = 7;
    private const int MaxDays = 36_500;
    private const long MicrosPerDay = 86_400_000_000;

    /// <summary>What query parameters ask for, or what is wrong with them.</summary>
    public async ValueTask<IResult> AnswerAsync(IQueryCollection parameters, CancellationToken cancellationToken)
    {
        var query = new QueryReader(parameters);
        var days = query.Integer("days", DefaultDays, 1, MaxDays);
        if (query.Problem() is { } problem)
        {
            return problem;
        }

        var groups = await store.ErrorsAsync(Math.Max(0, time.NowMicros() - (days * MicrosPerDay)), cancellationToken);

        // Read before anything is written, so that a store that fails is still answered as such.
        return new ErrorsAnswer(groups, await LastAsync(groups, cancellationToken), days);
    }

    // The newest entry of each group that still has it, in the order of the groups.
    private async ValueTask<EntryBatch> LastAsync(IReadOnlyList<ErrorGroup> groups, CancellationToken cancellationToken)
    {
        var entries = new EntryBatch(Math.Max(groups.Count, 1));
        try
        {
            foreach (var group in groups)
            {
                using var found = await store.FindAsync(group.Job, group.LastSeq, cancellationToken);
                if (found is not null)
                {
                    entries.Add(found[0]);
                }
            }

            return entries;
        }
        catch
        {
            entries.Dispose();
            throw;
        }
    }
}
