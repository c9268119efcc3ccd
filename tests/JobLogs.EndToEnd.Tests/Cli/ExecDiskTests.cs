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

        // Before the run is asked for, that has to be noted: with nowhere to note it, it might be made twice.
        var filler = disk.Fill();
        var full = await cli.RunAsync("spool", "send", "--spool", disk.Folder, "--wait", "5");
        File.Delete(filler);
        disk.Resize(16);
        var sent = await cli.RunAsync("spool", "send", "--spool", disk.Folder);

        (result.ExitCode, result.Lines.Length).ShouldBe((3, Lines));
        result.Error.ShouldContain("The spool can't be written");
        var lost = Number(result.Error, Lost());
        lost.ShouldBePositive();
        full.ExitCode.ShouldBe(5, full.Error);
        full.Error.ShouldContain("The rest is kept. ");
        full.Error.ShouldContain("The spool can't be written");
        sent.ExitCode.ShouldBe(0, sent.Error);
        var kept = await NumbersAsync(server);
        kept.ShouldBe(Enumerable.Range(1, kept.Count));
        kept.Count.ShouldBePositive();

        // The entry of the client's own that tells of those that were refused is lost with them.
        (kept.Count + lost).ShouldBeInRange(Lines, Lines + 1);
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
