using JobLogs.Load.Following;
using JobLogs.Load.Measuring;
using JobLogs.Load.Servers;

namespace JobLogs.Load.Raw;

/// <summary>The raw limits alone: what this machine can do without a server.</summary>
internal sealed class LimitsMode : IMode
{
    private const int Rows = 300_000;
    private const int RowsEach = 1000;
    private const int Subscribers = 1000;
    private const int PerSecond = 100;

    /// <inheritdoc />
    public string Name => "limits";

    /// <inheritdoc />
    public string Summary => "the raw limits alone, without a server: what this machine can do";

    /// <inheritdoc />
    public IReadOnlyList<Option> Options => [new("seconds", "3", "how long each measurement takes")];

    /// <inheritdoc />
    public async Task RunAsync(Arguments arguments, Report report)
    {
        var duration = TimeSpan.FromSeconds(arguments.Number("seconds"));
        var folder = Folders.Create(arguments);
        try
        {
            using var bare = new BareTable(Path.Combine(folder, "bare.db"));
            using var fanout = new BareFanout(Subscribers, Frame());
            await Rounds.MediansAsync(
                report,
                arguments.Number("rounds"),
                Series.Of("rows/s, 1,000 a commit", () => bare.RowsPerSecond(Rows, RowsEach)),
                Series.Of("one-row commits/s", () => bare.SingleCommitsPerSecond(duration)),
                new Series(["1,000 sockets p50, ms", "p99, ms", "CPU, us"], () => Task.FromResult(fanout.Measure(PerSecond, duration))));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // About as long as the server's frame for one entry.
    private static byte[] Frame() => [.. "{\"type\":\"log\",\"cursor\":\""u8, .. new byte[250], .. "\",\"data\":{\"seq\":1,"u8, .. Stamp.Entry().AsSpan(1)];
}
