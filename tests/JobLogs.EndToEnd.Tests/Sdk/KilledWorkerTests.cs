using System.Diagnostics;
using JobLogs.Client;
using JobLogs.Client.Http;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests.Sdk;

/// <summary>Workers that are killed again and again, and a server that is away for a while, leave no hole and no double.</summary>
[Trait("Category", "Slow")]
public sealed class KilledWorkerTests : IDisposable
{
    private const int Kills = 50;
    private const int ServerGoes = 15;
    private const int ServerComes = 22;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly string _spool = Directory.CreateTempSubdirectory("joblogs-spool-").FullName;

    public void Dispose() => Directory.Delete(_spool, recursive: true);

    [Fact]
    public async Task A_worker_killed_at_50_random_moments_leaves_no_hole_and_no_double()
    {
        var random = new Random(7);
        var port = FreePort.Next();
        await using var server = await ServerProcess.StartAsync(port);
        var (_, run) = await server.StartExternalRunAsync("killed");
        var safe = new int[Kills];
        for (var worker = 0; worker < Kills; worker++)
        {
            if (worker == ServerGoes)
            {
                await server.KillAsync();
            }
            else if (worker == ServerComes)
            {
                await server.StartAgainAsync(port);
            }

            safe[worker] = await WorkAndKillAsync(server.Address, run, worker, TimeSpan.FromMilliseconds(random.Next(0, 500)));
        }

        await RunAsync(server.Address.ToString(), _spool);

        var told = await ToldAsync(server.Address, run);
        for (var worker = 0; worker < Kills; worker++)
        {
            var numbers = told.GetValueOrDefault(worker, []);
            numbers.ShouldBe(Enumerable.Range(1, numbers.Count), $"worker {worker}");
            numbers.Count.ShouldBeGreaterThanOrEqualTo(safe[worker], $"worker {worker} was told that so many are safe");
        }

        safe.Count(number => number > 0).ShouldBeGreaterThan(Kills / 2, "workers that came to something");

        // A worker may have been killed between making an outbox and saying what it is for, or while removing it. Such a folder holds nothing.
        Left("outbox.json").ShouldBeEmpty();
    }

    /// <summary>The last number of which the worker said that it is safe.</summary>
    private async Task<int> WorkAndKillAsync(Uri server, string run, int name, TimeSpan life)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Worker, server.ToString(), _spool, run, name.ToString()]) { RedirectStandardOutput = true })!;
        var last = await process.StandardOutput.ReadLineAsync();
        await Task.Delay(life);
        process.Kill();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            last = line;
        }

        await process.WaitForExitAsync();

        // The kill may have torn the last line; a shorter number is a smaller promise.
        return int.TryParse(last, out var number) ? number : 0;
    }

    private string[] Left(string name) => Directory.GetFiles(_spool, name, SearchOption.AllDirectories);

    private static string Worker => Path.Combine(AppContext.BaseDirectory, "JobLogs.EndToEnd.Worker.dll");

    private static async Task RunAsync(params string[] arguments)
    {
        using var process = Process.Start("dotnet", [Worker, .. arguments]);
        await process.WaitForExitAsync().WaitAsync(Patience);
        process.ExitCode.ShouldBe(0);
    }

    private static async Task<Dictionary<int, List<int>>> ToldAsync(Uri server, string run)
    {
        using var client = new JobLogsClient(new JobLogsOptions { ServerAddress = server });
        var told = new Dictionary<int, List<int>>();
        await foreach (var entry in client.Logs.ReadAllAsync(LogSource.Run(run), new LogQuery { OldestFirst = true }))
        {
            var details = entry.Details!.Value;
            var worker = int.Parse(details.GetProperty("worker").GetString()!);
            if (!told.TryGetValue(worker, out var numbers))
            {
                told[worker] = numbers = [];
            }

            numbers.Add(details.GetProperty("number").GetInt32());
        }

        return told;
    }
}
