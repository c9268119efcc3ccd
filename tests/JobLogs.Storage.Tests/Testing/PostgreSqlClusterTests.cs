using JobLogs.Testing.PostgreSql;
using Npgsql;

namespace JobLogs.Storage.Tests.Testing;

/// <summary>What tests of PostgreSQL rely on: a server that can be taken away and given back.</summary>
[Trait("Category", "Slow")]
public sealed class PostgreSqlClusterTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_committed_is_there_after_each_way_to_end_the_server()
    {
        await using var cluster = await PostgreSqlCluster.StartAsync();
        await using var database = await cluster.Server.CreateDatabaseAsync();
        await ScalarAsync(database, "CREATE TABLE ends (way text)");
        foreach (var (way, end) in new (string, Func<Task>)[] { ("stop", cluster.StopAsync), ("immediate", cluster.StopImmediatelyAsync), ("kill", cluster.KillAsync) })
        {
            await ScalarAsync(database, $"INSERT INTO ends VALUES ('{way}')");
            await end();
            await Should.ThrowAsync<NpgsqlException>(() => ScalarAsync(database, "SELECT 1"));
            await cluster.StartAgainAsync();
        }

        (await ScalarAsync(database, "SELECT string_agg(way, ' ') FROM ends")).ShouldBe("stop immediate kill");
    }

    [Fact]
    public async Task Nothing_is_left_of_a_cluster_that_was_disposed()
    {
        var cluster = await PostgreSqlCluster.StartAsync();
        Directory.Exists(cluster.Folder).ShouldBeTrue();

        await cluster.DisposeAsync();

        Directory.Exists(cluster.Folder).ShouldBeFalse();
        await Should.ThrowAsync<NpgsqlException>(cluster.Server.CreateDatabaseAsync);
    }

    [Fact]
    public async Task Databases_on_the_shared_server_are_strangers_to_each_other()
    {
        var server = await PostgreSqlServer.SharedAsync();
        await using var one = await server.CreateDatabaseAsync();
        await using var other = await server.CreateDatabaseAsync();
        await ScalarAsync(one, "CREATE TABLE mine (a int)");

        (await ScalarAsync(other, "SELECT to_regclass('mine') IS NULL")).ShouldBe(true);
    }

    private static async Task<object?> ScalarAsync(TestDatabase database, string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancel);
    }
}
