using JobLogs.Storage.Model;
using JobLogs.Storage.Tests.Contracts;
using JobLogs.Testing.PostgreSql;

namespace JobLogs.Storage.Tests.PostgreSql;

/// <summary>A database of which a page on the disk is not what PostgreSQL wrote.</summary>
[Trait("Category", "Slow")]
public sealed class DamagedTests
{
    [Fact]
    public async Task A_damaged_page_is_told_as_that_and_what_lies_elsewhere_is_still_answered()
    {
        await using var cluster = await PostgreSqlCluster.StartAsync();
        await using var database = await cluster.Server.CreateDatabaseAsync();
        Run run;
        await using (var store = await Databases.OpenAsync(database, TimeProvider.System))
        {
            run = await StoreLoad.MakeRunAsync(store.Writer);
            await store.Writer.CommitAsync([StoreLoad.Append(run, 1, 300)], Guid.NewGuid(), PostgreSqlTest.Cancel);
        }

        var file = (await Databases.QueryAsync<string>(
            database, "SELECT pg_relation_filepath(tableoid::regclass) FROM entries LIMIT 1")).ShouldHaveSingleItem();
        await cluster.StopAsync();
        await File.WriteAllBytesAsync(Path.Combine(cluster.Folder, "data", file), Enumerable.Repeat((byte)0xA5, 16 * 8192).ToArray());
        await cluster.StartAgainAsync();

        await using var damaged = await Databases.OpenAsync(database, TimeProvider.System);
        var refusal = await Should.ThrowAsync<StoreUnavailableException>(
            async () => await PostgreSqlTest.SeqsAsync(damaged, LogScope.OfJob(run.Job), Place.StartOf(run.Job)));
        refusal.Code.ShouldBe("store_corrupt");
        refusal.Message.ShouldNotContain(database.Password);
        (await damaged.Runs.FindAsync(run.Id, PostgreSqlTest.Cancel))!.Counts.Info.ShouldBe(300);
    }
}
