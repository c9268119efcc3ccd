using JobLogs.Client;
using JobLogs.Client.Runs;
using JobLogs.Client.Shipping;
using Microsoft.Extensions.Logging;

namespace JobLogs.Tests.Client.Shipping;

/// <summary>A spool whose disk takes no further file while a run logs: its folder is elsewhere for a time.</summary>
public sealed class SpoolAwayTests : ShippingTest
{
    private static readonly string Filler = new('x', 1000);

    private readonly string _away = Directory.CreateTempSubdirectory("joblogs-away-").FullName;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_away, recursive: true);
    }

    [Fact]
    public async Task Everything_comes_once_and_in_order_to_a_server_that_is_there()
    {
        await using var client = Client();
        await using var run = client.AttachRun("run_1");
        Log(run, 1, 100);
        await run.SaveAsync();
        TakeAway();
        Log(run, 101, 1_000);

        await run.SaveAsync();

        run.SpoolTrouble.ShouldNotBeNull();
        Server.Messages.ShouldBe(Numbers(1, 1_000));
        Server.Duplicates.ShouldBe(0);
        run.Shipping.ShouldSatisfyAllConditions(
            shipping => shipping.Refused.ShouldBe(0),
            shipping => shipping.Delivered.ShouldBe(1_000));
    }

    [Fact]
    public async Task A_run_can_be_made_and_ended_without_its_folder()
    {
        IsAway();
        await using var client = Client();
        await using var run = await client.StartRunAsync("nightly");
        TakeAway();
        Log(run, 1, 100);
        IsBack();

        (await run.CompleteAsync()).ShouldBeTrue();

        Server.Runs.ShouldHaveSingleItem();
        Server.Messages.ShouldBe(Numbers(1, 100));
        Server.Calls.ShouldBe(["""PATCH  {"status":"completed"}"""]);
    }

    [Fact]
    public async Task What_was_held_in_memory_comes_to_the_disk_when_that_is_there_again()
    {
        IsAway();
        await using (var client = Client(shipping => shipping.DrainTimeout = TimeSpan.Zero))
        await using (var run = client.AttachRun("run_1"))
        {
            TakeAway();
            Log(run, 1, 200);
            await TroubleAsync(run);
            var saving = run.SaveAsync();
            saving.IsCompleted.ShouldBeFalse();
            BringBack();

            await saving;

            run.SpoolTrouble.ShouldBeNull();
            Log(run, 201, 300);
            await run.SaveAsync();
        }

        IsBack();
        await using var next = Client();
        await next.DeliverSpoolAsync();
        Server.Messages.ShouldBe(Numbers(1, 300));
        Server.Duplicates.ShouldBe(0);
        Directory.GetDirectories(Spool).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_sent_of_a_segment_before_it_came_to_the_disk_is_stored_once()
    {
        await using (var client = Client(shipping => (shipping.BatchEntries, shipping.DrainTimeout) = (10, TimeSpan.Zero)))
        await using (var run = client.AttachRun("run_1"))
        {
            TakeAway();

            // The server has 20 entries and answers no more when the folder comes back.
            var requests = 0;
            Server.IsAnswered = _ => ++requests <= 1;
            Server.Before = _ => requests <= 1 ? null : throw new HttpRequestException("refused");
            Log(run, 1, 100);
            await Server.Carried.WaitAsync();
            await Server.Carried.WaitAsync();
            BringBack();
            await run.SaveAsync();
        }

        Server.IsAnswered = static _ => true;
        IsBack();
        await using var next = Client();
        await next.DeliverSpoolAsync();
        Server.Messages.ShouldBe(Numbers(1, 100));
    }

    [Fact]
    public async Task With_the_server_away_too_memory_is_bounded_and_what_is_refused_or_lost_is_counted()
    {
        IsAway();
        await using var client = Client(shipping => (shipping.QueueBytes, shipping.DrainTimeout) = (64 * 1024, TimeSpan.Zero));
        await using var run = client.AttachRun("run_1");
        TakeAway();

        Log(run, 1, 1_000);

        await run.DisposeAsync();
        var shipping = run.Shipping;
        shipping.Refused.ShouldBeInRange(700, 999);
        shipping.Expired.ShouldBe(shipping.Taken);
        shipping.LastError.ShouldNotBeNull().ShouldContain("The spool can't be written");
    }

    [Fact]
    public async Task What_was_refused_is_told_when_the_server_is_there_again()
    {
        IsAway();
        await using var client = Client(shipping => shipping.QueueBytes = 64 * 1024);
        await using var run = client.AttachRun("run_1");
        TakeAway();
        Log(run, 1, 1_000);
        IsBack();

        await run.DisposeAsync();

        var told = Server.Entries.Where(entry => entry.TryGetProperty("error_code", out var code) && code.GetString() == "entries_refused").ToList();
        told.Sum(entry => entry.GetProperty("details").GetProperty("refused").GetInt64()).ShouldBe(run.Shipping.Refused);
        run.Shipping.Refused.ShouldBePositive();
        (Server.Messages.Count - told.Count + run.Shipping.Refused).ShouldBe(1_000);
    }

    [Fact]
    public async Task Of_a_process_that_is_killed_what_was_on_disk_is_sent_and_only_what_was_in_memory_is_lost()
    {
        IsAway();
        await using var client = Client();
        await using var run = client.AttachRun("run_1");
        Log(run, 1, 100);
        await run.SaveAsync();
        TakeAway();
        Log(run, 101, 1_000);
        await TroubleAsync(run);
        var killed = CopyOf(_away);

        // This process, which is not really killed, is not to send at the same time.
        var server = new FakeJobLogs();
        await using var next = Client(shipping => shipping.SpoolFolder = killed, server: server);

        await next.DeliverSpoolAsync();

        var sent = server.Messages.ToList();
        sent.ShouldBe(Numbers(1, sent.Count));
        sent.Count.ShouldBeInRange(100, 999);
        Directory.GetDirectories(killed).ShouldBeEmpty();
        Directory.Delete(killed);
        BringBack();
        IsBack();
    }

    /// <summary>As a process leaves it that is killed now.</summary>
    private static string CopyOf(string spool)
    {
        var copy = Directory.CreateTempSubdirectory("joblogs-killed-").FullName;
        var from = Directory.GetDirectories(spool).Single();
        var to = Directory.CreateDirectory(Path.Combine(copy, Path.GetFileName(from))).FullName;
        foreach (var file in Directory.GetFiles(from).Where(file => Path.GetFileName(file) != "lock"))
        {
            using var reading = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var writing = File.Create(Path.Combine(to, Path.GetFileName(file)));
            reading.CopyTo(writing);
        }

        return copy;
    }

    private static IEnumerable<string> Numbers(int from, int to) => Enumerable.Range(from, to - from + 1).Select(number => $"{number} {Filler}");

    private static async Task TroubleAsync(JobRun run)
    {
        while (run.SpoolTrouble is null)
        {
            await Task.Yield();
        }
    }

    private void TakeAway() => Move(Spool, _away);

    private void BringBack() => Move(_away, Spool);

    private static void Move(string from, string to)
    {
        var folder = Directory.GetDirectories(from).Single();
        Directory.Move(folder, Path.Combine(to, Path.GetFileName(folder)));
    }

    private void Log(JobRun run, int from, int to)
    {
        using var inside = run.Enter();
        for (var number = from; number <= to; number++)
        {
            Logger.LogInformation("{number} {filler}", number, Filler);
        }
    }

    private JobLogsClient Client(Action<ShippingOptions>? configure = null, FakeJobLogs? server = null) => Client(
        shipping =>
        {
            shipping.SegmentBytes = 64 * 1024;
            configure?.Invoke(shipping);
        },
        logger: null,
        server);
}
