using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests.Cli;

/// <summary><c>joblogs exec</c> with a spool on a disk that is full, or can't be written. The command comes first.</summary>
[Trait("Category", "Slow")]
public sealed partial class ExecDiskTests
{
    // More than the disk and the queue in memory hold together.
    private const int Lines = 60_000;
    private static readonly string Filling = $"seq -f '%06.0f {new string('x', 150)}' 1 {Lines}; exit 3";

    [Fact]
    public async Task With_server_away_and_disk_full_the_command_runs_and_what_could_not_be_kept_is_counted()
    {
        using var disk = SmallDisk.MountOrSkip(mebibytes: 2);
        var port = FreePort.Next();
        await using var server = await ServerProcess.StartAsync(port);
        using var cli = new CliProcess(server.Address);
        await server.KillAsync();

        var result = await cli.RunAsync("exec", "--job", "nightly", "--spool", disk.Folder, "--wait", "0", "--", "sh", "-c", Filling);
        await server.StartAgainAsync(port);

        // It needs no room to be sent.
        disk.Fill();
        var sent = await cli.RunAsync("spool", "send", "--spool", disk.Folder);

        (result.ExitCode, result.Lines.Length).ShouldBe((3, Lines));
        result.Error.ShouldContain("The spool can't be written");
        var lost = Number(result.Error, Lost());
        lost.ShouldBePositive();
        sent.ExitCode.ShouldBe(0, sent.Error);
        var kept = await NumbersAsync(server);
        kept.ShouldBe(Enumerable.Range(1, kept.Count));
        kept.Count.ShouldBePositive();

        // The entry of the client's own that tells of those that were refused is lost with them.
        (kept.Count + lost).ShouldBeInRange(Lines, Lines + 1);
    }

    [Fact]
    public async Task With_the_disk_full_and_the_server_there_all_of_the_output_comes_to_the_server()
    {
        using var disk = SmallDisk.MountOrSkip(mebibytes: 2);
        await using var server = await ServerProcess.StartAsync();
        using var cli = new CliProcess(server.Address);

        // The command itself fills the disk, when its run has begun.
        var command = $"seq -f '%06.0f first' 1 1000; dd if=/dev/zero of={disk.Folder}/full bs=4096 2>/dev/null; seq -f '%06.0f {new string('x', 150)}' 1001 20000; exit 3";
        var result = await cli.RunAsync("exec", "--job", "nightly", "--spool", disk.Folder, "--", "sh", "-c", command);

        (result.ExitCode, result.Lines.Length, result.Error).ShouldBe((3, 20_000, ""));
        (await NumbersAsync(server)).ShouldBe(Enumerable.Range(1, 20_000));
        Directory.GetDirectories(disk.Folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task With_a_disk_that_can_not_be_written_the_output_goes_to_the_server_from_memory()
    {
        using var disk = SmallDisk.MountOrSkip(mebibytes: 2);
        disk.MakeReadOnly();
        await using var server = await ServerProcess.StartAsync();
        using var cli = new CliProcess(server.Address);

        var result = await cli.RunAsync("exec", "--job", "nightly", "--spool", disk.Folder, "--", "sh", "-c", "seq 1 2000; exit 3");

        (result.ExitCode, result.Lines.Length, result.Error).ShouldBe((3, 2000, ""));
        (await NumbersAsync(server)).ShouldBe(Enumerable.Range(1, 2000));
    }

    [Fact]
    public async Task With_server_away_and_a_disk_that_can_not_be_written_everything_is_counted_as_lost_and_nothing_else_is_said()
    {
        using var disk = SmallDisk.MountOrSkip(mebibytes: 2);
        disk.MakeReadOnly();
        using var cli = new CliProcess(new Uri($"http://127.0.0.1:{FreePort.Next()}"));

        var result = await cli.RunAsync("exec", "--job", "nightly", "--spool", disk.Folder, "--wait", "0", "--", "sh", "-c", "seq 1 2000; exit 3");

        (result.ExitCode, result.Lines.Length).ShouldBe((3, 2000));
        result.Error.ShouldContain($"The spool in {disk.Folder} can't be used");
        result.Error.ShouldNotContain("It is kept in");
        Number(result.Error, Lost()).ShouldBe(2000);
    }

    private static int Number(string text, Regex pattern) =>
        int.Parse(pattern.Match(text).Groups["number"].Value, CultureInfo.InvariantCulture);

    /// <summary>The numbers that the command printed, as the log of its only run has them.</summary>
    private static async Task<List<int>> NumbersAsync(ServerProcess server)
    {
        var run = (await server.GetAsync("/api/cronjobs/nightly/runs")).GetProperty("runs").EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetString();
        var text = await server.Http.GetStringAsync($"/api/job-runs/{run}/logs/export?format=ndjson&logger_name=stdout");
        return
        [
            .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
                int.Parse(JsonElement.Parse(line).GetProperty("message").GetString()!.Split(' ')[0], CultureInfo.InvariantCulture)),
        ];
    }

    [GeneratedRegex("(?<number>[0-9]+) entries of this run could not be kept", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Lost();
}
