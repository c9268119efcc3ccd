using System.Globalization;
using JobLogs.Client;
using JobLogs.Client.Http;
using JobLogs.Client.Runs;
using JobLogs.EndToEnd.Tests.Fixtures;
using Microsoft.Extensions.Logging;

namespace JobLogs.EndToEnd.Tests.Sdk;

/// <summary>A spool on a disk that fills up, or can't be written, while a worker logs.</summary>
[Trait("Category", "Slow")]
public sealed class SpoolDiskTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task What_was_said_to_be_safe_before_the_disk_was_full_is_and_freed_room_is_used()
    {
        using var disk = SmallDisk.MountOrSkip(mebibytes: 1);
        using var patience = new CancellationTokenSource(Patience);
        var port = FreePort.Next();
        await using var server = await ServerProcess.StartAsync(port);
        var (_, run) = await server.StartExternalRunAsync("nightly");
        await server.KillAsync();
        var (safe, taken) = (0, 0);
        await using (var client = Client(server, disk))
        await using (var worker = client.AttachRun(run))
        {
            using var logging = LoggerFactory.Create(static builder => builder.AddJobLogs());
            using var inside = worker.Enter();
            var logger = logging.CreateLogger("Worker");
            var saving = Task.CompletedTask;
            while (saving.IsCompleted)
            {
                safe = taken;
                taken++;
                logger.Numbered(taken, new string('x', 2000));
                saving = worker.SaveAsync(patience.Token);
                await SavedOrFullAsync(worker, saving, patience.Token);
            }

            disk.Resize(8);
            await saving;
            safe = taken;
        }

        await server.StartAgainAsync(port);
        await using (var next = Client(server, disk))
        {
            await next.DeliverSpoolAsync(cancellationToken: patience.Token);
        }

        safe.ShouldBeGreaterThan(100);
        (await NumbersAsync(server, run)).ShouldBe(Enumerable.Range(1, safe));
    }

    [Fact]
    public async Task With_the_server_there_a_disk_that_fills_up_loses_refuses_and_doubles_nothing()
    {
        using var disk = SmallDisk.MountOrSkip(mebibytes: 1);
        using var patience = new CancellationTokenSource(Patience);
        await using var server = await ServerProcess.StartAsync();
        var (_, run) = await server.StartExternalRunAsync("nightly");
        await using var client = Client(server, disk, drain: Patience);
        await using var worker = client.AttachRun(run);
        using var logging = LoggerFactory.Create(static builder => builder.AddJobLogs());
        using var inside = worker.Enter();
        var logger = logging.CreateLogger("Worker");

        var number = 0;
        async Task LogAsync(int count)
        {
            for (var end = number + count; number < end;)
            {
                logger.Numbered(++number, new string('x', 500));
            }

            await worker.SaveAsync(patience.Token);
        }

        await LogAsync(1_000);
        var filler = disk.Fill();
        for (var i = 0; i < 5; i++)
        {
            await LogAsync(1_000);
        }

        worker.SpoolTrouble.ShouldNotBeNull();
        File.Delete(filler);
        disk.Resize(32);
        while (worker.SpoolTrouble is not null)
        {
            await LogAsync(1);
        }

        await LogAsync(1_000);
        await worker.DisposeAsync();
        worker.Shipping.Refused.ShouldBe(0);
        (await NumbersAsync(server, run)).ShouldBe(Enumerable.Range(1, number));
        Directory.GetDirectories(disk.Folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_full_disk_broke_off_and_was_written_elsewhere_later_is_sent_once()
    {
        // More than the disk takes, and less than memory does.
        const int Entries = 1_500;
        using var disk = SmallDisk.MountOrSkip(mebibytes: 1);
        using var patience = new CancellationTokenSource(Patience);
        var port = FreePort.Next();
        await using var server = await ServerProcess.StartAsync(port);
        var (_, run) = await server.StartExternalRunAsync("nightly");
        await server.KillAsync();
        await using (var client = Client(server, disk, segmentBytes: 4 * 1024 * 1024))
        await using (var worker = client.AttachRun(run))
        {
            using var logging = LoggerFactory.Create(static builder => builder.AddJobLogs());
            using var inside = worker.Enter();
            var logger = logging.CreateLogger("Worker");
            for (var number = 1; number <= Entries; number++)
            {
                logger.Numbered(number, new string('x', 1000));
            }

            var saving = worker.SaveAsync(patience.Token);
            await SavedOrFullAsync(worker, saving, patience.Token);
            disk.Resize(16);
            await saving;
        }

        await server.StartAgainAsync(port);
        await using (var next = Client(server, disk))
        {
            await next.DeliverSpoolAsync(cancellationToken: patience.Token);
        }

        (await NumbersAsync(server, run)).ShouldBe(Enumerable.Range(1, Entries));
    }

    [Fact]
    public async Task Where_nothing_can_be_spooled_safe_means_at_the_server_and_what_is_lost_is_counted()
    {
        using var disk = SmallDisk.MountOrSkip(mebibytes: 1);
        disk.MakeReadOnly();
        using var patience = new CancellationTokenSource(Patience);
        await using var server = await ServerProcess.StartAsync();
        var (_, run) = await server.StartExternalRunAsync("nightly");
        await using var client = Client(server, disk);
        await using var worker = client.AttachRun(run);
        using var logging = LoggerFactory.Create(static builder => builder.AddJobLogs());
        using var inside = worker.Enter();
        var logger = logging.CreateLogger("Worker");

        logger.Numbered(1, "safe");
        await worker.SaveAsync(patience.Token);
        await server.KillAsync();
        logger.Numbered(2, "lost");
        var unsafeNow = worker.SaveAsync(patience.Token);
        await worker.DisposeAsync();

        worker.SpoolTrouble.ShouldNotBeNull().ShouldContain(disk.Folder);
        (await Should.ThrowAsync<JobLogsException>(unsafeNow)).Code.ShouldBe(JobLogsException.Unreachable);
        (worker.Shipping.Delivered, worker.Shipping.Expired).ShouldBe((1, 1));
        await server.StartAgainAsync();
        (await NumbersAsync(server, run)).ShouldBe([1]);
    }

    private static JobLogsClient Client(ServerProcess server, SmallDisk disk, int segmentBytes = 64 * 1024, TimeSpan drain = default)
    {
        var options = new JobLogsOptions { ServerAddress = server.Address };
        options.Shipping.SpoolFolder = disk.Folder;
        options.Shipping.SegmentBytes = segmentBytes;
        options.Shipping.DrainTimeout = drain;
        return new JobLogsClient(options);
    }

    /// <summary>Until it is saved, or the disk would not take it.</summary>
    private static async Task SavedOrFullAsync(JobRun worker, Task saving, CancellationToken cancellationToken)
    {
        while (!saving.IsCompleted && worker.Shipping.LastError?.Contains("The spool can't be written", StringComparison.Ordinal) is not true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static async Task<List<int>> NumbersAsync(ServerProcess server, string run)
    {
        using var client = new JobLogsClient(new JobLogsOptions { ServerAddress = server.Address });
        var numbers = new List<int>();
        await foreach (var entry in client.Logs.ReadAllAsync(LogSource.Run(run), new LogQuery { OldestFirst = true }))
        {
            numbers.Add(int.Parse(entry.Message.Split(' ')[0], CultureInfo.InvariantCulture));
        }

        return numbers;
    }
}
