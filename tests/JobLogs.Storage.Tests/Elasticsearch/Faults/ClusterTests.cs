using JobLogs.Storage.Elasticsearch;
using JobLogs.Testing.Search;

namespace JobLogs.Storage.Tests.Elasticsearch.Faults;

/// <summary>A node of three that is killed takes nothing with it.</summary>
[Trait("Category", "Slow")]
public sealed class ClusterTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_accepted_before_and_after_a_node_was_killed_is_all_there()
    {
        var nodes = await SearchServers.StartClusterAsync();
        try
        {
            var options = new ElasticsearchOptions { Hosts = [.. nodes.Select(node => node.Address)] };
            using var copy = new ElasticsearchCopy(options, new TextNames(), TimeProvider.System);
            await copy.PrepareAsync(TestCopy.Database, Cancel);
            await WriteAsync(copy, 1);
            await WaitForReplicaAsync(copy);

            await nodes[0].KillAsync();
            for (var commit = 2; commit <= 20; commit++)
            {
                await WriteAsync(copy, commit);
            }

            (await SeqsAsync(copy)).ShouldBe(Enumerable.Range(1, 200).Select(seq => (long)seq));
        }
        finally
        {
            foreach (var node in nodes)
            {
                await node.DisposeAsync();
            }
        }
    }

    // As whoever feeds it does: again until it is taken.
    private static async Task WriteAsync(ElasticsearchCopy copy, int commit)
    {
        using var batch = CopyData.Entries(commit, (commit * 10) - 9, CopyData.Numbered(10));
        while (true)
        {
            try
            {
                if ((await copy.WriteAsync(batch, Cancel)).Again.Count == 0)
                {
                    return;
                }
            }
            catch (StoreUnavailableException)
            {
                // A shard has lost its primary, and another is being made.
            }

            await Task.Delay(200, Cancel);
        }
    }

    private static async Task WaitForReplicaAsync(ElasticsearchCopy copy)
    {
        while ((await copy.DescribeAsync(Cancel)).Health != "green")
        {
            await Task.Delay(200, Cancel);
        }
    }

    private static async Task<List<long>> SeqsAsync(ElasticsearchCopy copy)
    {
        while (true)
        {
            try
            {
                await copy.RefreshAsync(Cancel);
                var answer = await copy.Reader.ReadAsync(CopyData.All(), long.MaxValue, Cancel);
                if (answer.TryGet(out var page))
                {
                    using (page)
                    {
                        return [.. Enumerable.Range(0, page.Entries.Count).Select(i => page.Entries[i].Seq)];
                    }
                }
            }
            catch (StoreUnavailableException)
            {
                // The database answers meanwhile.
            }

            await Task.Delay(200, Cancel);
        }
    }
}
