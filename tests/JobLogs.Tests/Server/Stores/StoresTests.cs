using JobLogs.Tests.Server.Logs;

namespace JobLogs.Tests.Server.Stores;

public sealed class StoresTests
{
    [Fact]
    public async Task The_database_says_how_it_is()
    {
        await using var server = await LogServer.StartAsync();
        await server.LogAsync("nightly", new Sample("a"), new Sample("b"));

        var stores = await server.GetAsync("/api/stores");

        var database = stores["database"];
        database.GetProperty("kind").GetString().ShouldBe("sqlite");
        database.GetProperty("entries").GetInt64().ShouldBe(2);
        database.GetProperty("size_bytes").GetInt64().ShouldBeGreaterThan(0);
        database.GetProperty("last_commit").GetInt64().ShouldBeGreaterThan(0);
        database.GetProperty("schema_version").GetInt32().ShouldBeGreaterThan(0);
        stores["elasticsearch"].GetProperty("enabled").GetBoolean().ShouldBeFalse();
    }
}
