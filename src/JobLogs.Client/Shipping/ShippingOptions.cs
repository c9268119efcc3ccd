namespace JobLogs.Client.Shipping;

/// <summary>How what a process says of its runs travels to the server: through memory and a spool on disk, in batches.</summary>
public sealed class ShippingOptions
{
    /// <summary>
    /// The folder that keeps what isn't at the server yet; the user's own data folder by default. Processes may share it: each run has
    /// a folder of its own in there. Null keeps everything in memory, to be lost with the process.
    /// </summary>
    public string? SpoolFolder { get; set; } = DefaultSpoolFolder;

    /// <summary>Bytes that the spool may have on disk, over all runs of this process and those that others left behind: 256 MiB; at least twice <see cref="SegmentBytes"/> and <see cref="QueueBytes"/>. Past it nothing more is taken, and what is refused is counted.</summary>
    public long MaxSpoolBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>How long something may wait in the spool: 7 days; at least 1 minute. What is older is given up, counted, and told in the run's log.</summary>
    public TimeSpan MaxSpoolAge { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Bytes of one file of the spool: 4 MiB; 64 KiB to 64 MiB. A file is removed when all that is in it is at the server.</summary>
    public int SegmentBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Bytes of a run that may wait for the spool in memory, or for the server while the spool's disk takes nothing: 4 MiB; 64 KiB to 1 GiB. Past it whoever logs waits, at most <see cref="FullWait"/>.</summary>
    public int QueueBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>How long a log call waits for room before its entry is refused: 1 s; 0 to 1 minute. Until there is room again, further calls are refused at once.</summary>
    public TimeSpan FullWait { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Entries that are sent in one request: 5,000; 1 to 50,000.</summary>
    public int BatchEntries { get; set; } = 5_000;

    /// <summary>Bytes that are sent in one request, unpacked: 1 MiB; 64 KiB to 16 MiB. A single larger entry is sent all the same.</summary>
    public int BatchBytes { get; set; } = 1024 * 1024;

    /// <summary>How long a batch that isn't full waits for more: 200 ms; 0 to 1 minute.</summary>
    public TimeSpan BatchDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause between tries while the server is away: 15 s; 100 ms to 1 hour. The first is a fraction of a second, each further one about twice as long; what the server asks for in <c>Retry-After</c> is kept.</summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the end of a run waits until all is at the server: 10 s; 0 to 1 hour, or <see cref="Timeout.InfiniteTimeSpan"/>. What is left then stays in the spool for the next process.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);

    private static string DefaultSpoolFolder => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } data
            ? data
            : Path.GetTempPath(),
        "joblogs",
        "spool");

    /// <summary>Throws, naming every value that is out of its range.</summary>
    /// <param name="name">What the caller calls the options.</param>
    internal void Validate(string name)
    {
        var wrong = new List<string>();
        void Check(bool isRight, string what)
        {
            if (!isRight)
            {
                wrong.Add(what);
            }
        }

        Check(SpoolFolder is not "", $"{nameof(SpoolFolder)} must be a folder, or null for none");
        Check(SegmentBytes is >= 64 * 1024 and <= 64 * 1024 * 1024, $"{nameof(SegmentBytes)} must be 64 KiB to 64 MiB");
        Check(MaxSpoolBytes >= 2L * Math.Max(SegmentBytes, QueueBytes), $"{nameof(MaxSpoolBytes)} must be at least twice {nameof(SegmentBytes)} and {nameof(QueueBytes)}");
        Check(MaxSpoolAge >= TimeSpan.FromMinutes(1), $"{nameof(MaxSpoolAge)} must be at least 1 minute");
        Check(QueueBytes is >= 64 * 1024 and <= 1024 * 1024 * 1024, $"{nameof(QueueBytes)} must be 64 KiB to 1 GiB");
        Check(FullWait >= TimeSpan.Zero && FullWait <= TimeSpan.FromMinutes(1), $"{nameof(FullWait)} must be 0 to 1 minute");
        Check(BatchEntries is >= 1 and <= 50_000, $"{nameof(BatchEntries)} must be 1 to 50,000");
        Check(BatchBytes is >= 64 * 1024 and <= 16 * 1024 * 1024, $"{nameof(BatchBytes)} must be 64 KiB to 16 MiB");
        Check(BatchDelay >= TimeSpan.Zero && BatchDelay <= TimeSpan.FromMinutes(1), $"{nameof(BatchDelay)} must be 0 to 1 minute");
        Check(LongestPause >= TimeSpan.FromMilliseconds(100) && LongestPause <= TimeSpan.FromHours(1), $"{nameof(LongestPause)} must be 100 ms to 1 hour");
        Check(
            DrainTimeout == Timeout.InfiniteTimeSpan || (DrainTimeout >= TimeSpan.Zero && DrainTimeout <= TimeSpan.FromHours(1)),
            $"{nameof(DrainTimeout)} must be 0 to 1 hour, or infinite");
        if (wrong.Count > 0)
        {
            throw new ArgumentException($"The shipping options can't be used: {string.Join("; ", wrong)}.", name);
        }
    }
}
