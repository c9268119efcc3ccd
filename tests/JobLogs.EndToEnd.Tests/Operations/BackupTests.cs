using System.Net;
using System.Text.Json;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests.Operations;

/// <summary><c>joblogs-server backup</c> and <c>restore</c>, as who runs a server uses them.</summary>
public sealed class BackupTests
{
    private const int Written = 5_000;

    [Fact]
    public async Task What_was_acknowledged_before_a_backup_under_load_is_there_after_it_was_restored_and_writers_go_on()
    {
        await using var server = await ServerProcess.StartAsync();
        var database = "sqlite:///" + Path.Combine(server.Folder, "joblogs.db");
        var backup = Path.Combine(server.Folder, "backup.db");
        var (job, run) = await server.StartExternalRunAsync("written while copied");
        var writer = new NumberedWriter(run, "p");
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await writer.WriteThroughAsync(server.Http, Written, patience.Token);
        var before = writer.Acknowledged;

        var writing = writer.WriteThroughAsync(server.Http, before + Written, patience.Token);
        var made = await ServerCommand.RunAsync(database, "backup", backup);
        await writing;
        var cursor = (await server.GetAsync($"/api/cronjobs/{job}/logs?limit=1")).GetProperty("next_cursor").GetString()!;
        var held = await ServerCommand.RunAsync(database, "restore", backup);
        await server.StopAsync();
        var restored = await ServerCommand.RunAsync(database, "restore", backup);
        await server.StartAgainAsync();

        made.ExitCode.ShouldBe(0, made.Error);
        held.ExitCode.ShouldBe(1);
        held.Error.ShouldContain("Another server holds");
        restored.ExitCode.ShouldBe(0, restored.Error);
        restored.Error.ShouldContain(".before-restore-");
        var numbers = await writer.StoredAsync(server);
        numbers.ShouldBe(Enumerable.Range(1, numbers.Count));
        numbers.Count.ShouldBeInRange((int)before, (int)writer.Acknowledged);
        await RefusedAsync(server, $"/api/cronjobs/{job}/logs?after={cursor}", "bad_cursor");

        // A producer whose later numbers are gone hears which one is due, and none of its numbers is taken twice.
        using var content = new StringContent("""{"message": "x"}""", System.Text.Encoding.UTF8, "application/x-ndjson");
        using var ahead = await server.Http.PostAsync($"/api/job-runs/{run}/logs?producer=p&first={numbers.Count + 2}", content);
        ahead.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        JsonElement.Parse(await ahead.Content.ReadAsStringAsync()).GetProperty("expected").GetInt64().ShouldBe(numbers.Count + 1);
        var next = new NumberedWriter(run, "other");
        await next.WriteThroughAsync(server.Http, NumberedWriter.Batch, patience.Token);
        var newest = (await server.GetAsync($"/api/cronjobs/{job}/logs?limit=1&search={NumberedWriter.Batch}")).GetProperty("logs")[0];
        newest.GetProperty("seq").GetInt64().ShouldBeGreaterThan(writer.Acknowledged + NumberedWriter.Batch);
    }

    [Theory]
    [InlineData("is to be followed by the file to write", 2, "backup")]
    [InlineData("There is no database", 1, "backup", "/tmp/nothing/here.db")]
    [InlineData("There is no backup", 1, "restore", "/tmp/nothing/here.db")]
    public async Task A_command_that_can_t_be_carried_out_says_why(string expected, int exitCode, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("joblogs-e2e-backup-").FullName;

        var result = await ServerCommand.RunAsync($"sqlite:///{folder}/joblogs.db", arguments);

        result.ExitCode.ShouldBe(exitCode, result.Error);
        result.Error.ShouldContain(expected);
        Directory.GetFileSystemEntries(folder).ShouldBeEmpty();
        Directory.Delete(folder);
    }

    [Fact]
    public async Task For_PostgreSQL_it_is_said_what_does_it()
    {
        var result = await ServerCommand.RunAsync("postgresql://me:hidden@127.0.0.1:1/joblogs", "backup", "x.db");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("pg_dump");
        result.Error.ShouldNotContain("hidden");
    }

    [Fact]
    public async Task A_server_is_asked_for_its_health_by_its_own_program()
    {
        await using var server = await ServerProcess.StartAsync();

        (await ServerCommand.RunAsync("", "health", "--port", server.Address.Port.ToString())).ExitCode.ShouldBe(0);
        (await ServerCommand.RunAsync("", "health", "--port", FreePort.Next().ToString())).ExitCode.ShouldBe(1);
    }

    private static async Task RefusedAsync(ServerProcess server, string path, string code)
    {
        using var response = await server.Http.GetAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("code").GetString().ShouldBe(code);
    }
}
