using System.Diagnostics;
using System.Net;
using JobLogs.EndToEnd.Tests.Fixtures;
using JobLogs.Testing.PostgreSql;

namespace JobLogs.EndToEnd.Tests.Operations;

/// <summary>The recipe of docs/operations.md for PostgreSQL, with its own programs.</summary>
public sealed class PostgreSqlRestoreTests
{
    private const int Written = 2_050;

    [Fact]
    public async Task A_dump_under_load_is_restored_and_goes_on_where_nobody_has_been()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/pg_dump"), "needs pg_dump (Debian: postgresql-client)");
        var cluster = await PostgreSqlServer.SharedAsync();
        await using var first = await cluster.CreateDatabaseAsync();
        await using var second = await cluster.CreateDatabaseAsync();
        var dump = Path.Combine(Path.GetTempPath(), $"joblogs-{Guid.NewGuid():N}.dump");
        var script = Path.Combine(RepositoryRoot.Path, "deploy", "postgresql-after-restore.sql");
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        string job, run, cursor;
        NumberedWriter writer;
        long before;
        await using (var server = await ServerProcess.StartAsync(0, ("DATABASE_URL", first.Url)))
        {
            (job, run) = await server.StartExternalRunAsync("dumped");
            writer = new NumberedWriter(run, "p");
            await writer.WriteThroughAsync(server.Http, Written, patience.Token);
            before = writer.Acknowledged;
            var writing = writer.WriteThroughAsync(server.Http, before + Written, patience.Token);
            await RunAsync("pg_dump", "--format=custom", $"--file={dump}", first.Url);
            await writing;
            cursor = (await server.GetAsync($"/api/cronjobs/{job}/logs?limit=1")).GetProperty("next_cursor").GetString()!;
        }

        await RunAsync("pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", $"--dbname={second.Url}", dump);
        await RunAsync("psql", "--set=ON_ERROR_STOP=1", "--single-transaction", $"--file={script}", second.Url);
        File.Delete(dump);

        await using var restored = await ServerProcess.StartAsync(0, ("DATABASE_URL", second.Url));
        var numbers = await writer.StoredAsync(restored);
        numbers.ShouldBe(Enumerable.Range(1, numbers.Count));
        numbers.Count.ShouldBeInRange((int)before, (int)writer.Acknowledged);
        using var refused = await restored.Http.GetAsync($"/api/cronjobs/{job}/logs?after={cursor}");
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var next = new NumberedWriter(run, "other");
        await next.WriteThroughAsync(restored.Http, 600, patience.Token);
        var page = await restored.GetAsync($"/api/cronjobs/{job}/logs?limit=1");
        page.GetProperty("total").GetInt64().ShouldBe(numbers.Count + next.Acknowledged);
        page.GetProperty("logs")[0].GetProperty("seq").GetInt64().ShouldBe(2_000_000_000 + next.Acknowledged - 1);

        // What lies in the block that was closed is found as before.
        var last = await restored.GetAsync($"/api/job-runs/{run}/logs?logger_name=p&search={numbers.Count}");
        last.GetProperty("logs").EnumerateArray().Select(static entry => entry.GetProperty("message").GetString()).ShouldContain(numbers.Count.ToString());
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var result = await CliResult.OfAsync(process);
        result.ExitCode.ShouldBe(0, result.Error);
    }
}
