using System.Net;
using System.Text;
using System.Text.Json;
using JobLogs.EndToEnd.Tests.Fixtures;
using JobLogs.Testing.PostgreSql;

namespace JobLogs.EndToEnd.Tests;

/// <summary>A database on a disk that is full, or can't be written.</summary>
[Trait("Category", "Slow")]
public sealed class DiskTests
{
    private static readonly string Body = string.Concat(Enumerable.Repeat(
        $$"""{"message": "{{new string('x', 1000)}}"}""" + "\n", 100));

    [Fact]
    public async Task A_full_disk_is_a_refusal_and_nothing_acknowledged_is_lost_and_freed_room_is_used()
    {
        using var disk = SmallDisk.MountOrSkip(mebibytes: 4);
        await using var server = await StartAsync(disk);

        await ShouldBearAFullDiskAsync(server, disk, roomyMebibytes: 64);
    }

    [Fact]
    public async Task So_it_is_with_PostgreSQL_when_the_disk_of_its_tables_is_full()
    {
        using var disk = SmallDisk.MountOrSkip(mebibytes: 16);
        await using var cluster = await PostgreSqlCluster.StartAsync();
        await using var database = await cluster.CreateDatabaseInAsync(disk.Folder);
        await using var server = await ServerProcess.StartAsync(0, ("DATABASE_URL", database.Url));

        await ShouldBearAFullDiskAsync(server, disk, roomyMebibytes: 256);
    }

    [Fact]
    public async Task A_server_whose_database_can_not_be_written_refuses_to_start_and_names_the_setting()
    {
        using var disk = SmallDisk.MountOrSkip(mebibytes: 16);
        await using (var server = await StartAsync(disk))
        {
            await server.StopAsync();
        }

        disk.MakeReadOnly();

        var refusal = await Should.ThrowAsync<InvalidOperationException>(async () =>
        {
            await using var server = await StartAsync(disk);
        });

        refusal.Message.ShouldContain("DATABASE_URL: ");
        refusal.Message.ShouldContain(disk.Folder);
        refusal.Message.ShouldContain("can't be written");
        refusal.Message.ShouldNotContain("   at ");
    }

    private static async Task ShouldBearAFullDiskAsync(ServerProcess server, SmallDisk disk, int roomyMebibytes)
    {
        var (_, run) = await server.StartExternalRunAsync("fills the disk");

        var acknowledged = 0L;
        var refusal = await WriteAsync(server, run);
        while (refusal is { Status: HttpStatusCode.OK })
        {
            acknowledged += refusal.Answer.GetProperty("accepted").GetInt64();
            acknowledged.ShouldBeLessThan(100_000);
            refusal = await WriteAsync(server, run);
        }

        refusal.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refusal.Answer.GetProperty("code").GetString().ShouldBe("disk_full");
        refusal.RetryAfter.ShouldNotBeNull().ShouldBePositive();
        (await StoredAsync(server, run)).ShouldBe(acknowledged);
        (await ReadinessAsync(server)).ShouldBe(HttpStatusCode.ServiceUnavailable);

        disk.Resize(roomyMebibytes);
        for (var i = 0; i < 10; i++)
        {
            (await WriteAsync(server, run)).Status.ShouldBe(HttpStatusCode.OK);
            acknowledged += 100;
        }

        (await StoredAsync(server, run)).ShouldBe(acknowledged);
        (await ReadinessAsync(server)).ShouldBe(HttpStatusCode.OK);
        await server.KillAsync();
        await server.StartAgainAsync();
        (await StoredAsync(server, run)).ShouldBe(acknowledged);
    }

    private static Task<ServerProcess> StartAsync(SmallDisk disk) =>
        ServerProcess.StartAsync(0, ("DATABASE_URL", "sqlite:///" + Path.Combine(disk.Folder, "joblogs.db")));

    private static async Task<(HttpStatusCode Status, JsonElement Answer, double? RetryAfter)> WriteAsync(ServerProcess server, string run)
    {
        using var content = new StringContent(Body, Encoding.UTF8, "application/x-ndjson");
        using var response = await server.Http.PostAsync($"/api/job-runs/{run}/logs", content);
        return (response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync()), response.Headers.RetryAfter?.Delta?.TotalSeconds);
    }

    private static async Task<long> StoredAsync(ServerProcess server, string run) =>
        (await server.GetAsync($"/api/job-runs/{run}/logs?limit=1")).GetProperty("total").GetInt64();

    private static async Task<HttpStatusCode> ReadinessAsync(ServerProcess server)
    {
        using var response = await server.Http.GetAsync("/health/ready");
        return response.StatusCode;
    }
}
