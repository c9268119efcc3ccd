namespace JobLogs.EndToEnd.Tests.Fixtures;

/// <summary>What a run's log holds, by the history.</summary>
internal static class StoredLog
{
    /// <summary>The seqs of all entries that a filter matches, in order.</summary>
    public static async Task<List<long>> SeqsAsync(ServerProcess server, string run, string filters = "")
    {
        var seqs = new List<long>();
        string? cursor = null;
        while (true)
        {
            var page = await server.GetAsync($"/api/job-runs/{run}/logs?order=asc&limit=1000&count=none&after={cursor}{filters}");
            seqs.AddRange(page.GetProperty("logs").EnumerateArray().Select(entry => entry.GetProperty("seq").GetInt64()));
            if (!page.GetProperty("has_more").GetBoolean())
            {
                return seqs;
            }

            cursor = page.GetProperty("next_cursor").GetString();
        }
    }
}
