using System.Diagnostics;
using JobLogs.Load.Http;
using JobLogs.Load.Measuring;
using JobLogs.Load.Servers;

namespace JobLogs.Load.Serving;

/// <summary>How long a server takes from its start to its first answer, and how much memory it holds when it has nothing to do.</summary>
internal sealed class StartMode : IMode
{
    private const double MiB = 1024 * 1024;

    /// <inheritdoc />
    public string Name => "start";

    /// <inheritdoc />
    public string Summary => "start to first answer on an empty database, and memory when idle, against an empty Kestrel application with SQLite";

    /// <inheritdoc />
    public IReadOnlyList<Option> Options => [new("idle", "5", "seconds without work before memory is read")];

    /// <inheritdoc />
    public async Task RunAsync(Arguments arguments, Report report)
    {
        if (arguments.Text("url").Length > 0)
        {
            throw new UsageException("start starts the server itself; leave out --url.");
        }

        var idle = TimeSpan.FromSeconds(arguments.Number("idle"));
        var server = ServerProgram.Find(arguments);
        var bare = Path.Combine(AppContext.BaseDirectory, "JobLogs.Load.dll");
        var medians = await Rounds.MediansAsync(
            report,
            arguments.Number("rounds"),
            new Series(["bare start, ms", "bare idle, MiB"], () => StartAsync(arguments, [bare, "bare-server", "--file", "bare.db"], "/", idle)),
            new Series(["start, ms", "idle, MiB"], () => StartAsync(arguments, [server, "--port", "0"], "/health/ready", idle)));
        report.AtMost(2, medians[2] / medians[0], "times the bare start");
        report.AtMost(120, medians[3], "MiB resident when idle");
    }

    private static async Task<double[]> StartAsync(Arguments arguments, string[] command, string path, TimeSpan idle)
    {
        var folder = Folders.Create(arguments);
        try
        {
            var start = Stopwatch.GetTimestamp();
            await using var process = ChildProcess.Start(command, folder, ServerProgram.Settings(folder));
            var address = await process.ListeningAsync();
            using var connection = new HttpConnection(address);
            connection.Exchange(HttpRequest.Get(address, path), expected: 200);
            var started = Stopwatch.GetElapsedTime(start);
            await Task.Delay(idle);
            return [started.TotalMilliseconds, ProcessMemory.Resident(process.Id) / MiB];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
