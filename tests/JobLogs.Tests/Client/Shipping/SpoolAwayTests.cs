using JobLogs.Client;
using JobLogs.Client.Runs;
using JobLogs.Client.Shipping;
using JobLogs.Tests.Client.Http.Following;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Client.Shipping;

/// <summary>A spool whose disk takes no further file while a run logs: its folder is elsewhere for a time.</summary>
public sealed class SpoolAwayTests : IAsyncDisposable
{
    private static readonly string Filler = new('x', 1000);

    private readonly string _spool = Directory.CreateTempSubdirectory("joblogs-spool-").FullName;
    private readonly string _away = Directory.CreateTempSubdirectory("joblogs-away-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2025, 1, 31, 10, 30, 0, TimeSpan.Zero));
    private readonly CancellationTokenSource _over = new();
    private readonly FakeJobLogs _server = new();
    private readonly ServiceProvider _logging = new ServiceCollection().AddLogging(logging => logging.AddJobLogs()).BuildServiceProvider();
    private readonly Task _passing;

    public SpoolAwayTests() => _passing = Task.Run(() => _time.PassAsync(_over.Token));

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _passing;
        await _logging.DisposeAsync();
        Directory.Delete(_spool, recursive: true);
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
        _server.Messages.ShouldBe(Numbers(1, 1_000));
        _server.Duplicates.ShouldBe(0);
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

        _server.Runs.ShouldHaveSingleItem();
        _server.Messages.ShouldBe(Numbers(1, 100));
        _server.Calls.ShouldBe(["""PATCH  {"status":"completed"}"""]);
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
        _server.Messages.ShouldBe(Numbers(1, 300));
        _server.Duplicates.ShouldBe(0);
        Directory.GetDirectories(_spool).ShouldBeEmpty();
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
            _server.IsAnswered = _ => ++requests <= 1;
            _server.Before = _ => requests <= 1 ? null : throw new HttpRequestException("refused");
            Log(run, 1, 100);
            await _server.Carried.WaitAsync();
            await _server.Carried.WaitAsync();
            BringBack();
            await run.SaveAsync();
        }

        _server.IsAnswered = static _ => true;
        IsBack();
        await using var next = Client();
        await next.DeliverSpoolAsync();
        _server.Messages.ShouldBe(Numbers(1, 100));
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

        var told = _server.Entries.Where(entry => entry.TryGetProperty("error_code", out var code) && code.GetString() == "entries_refused").ToList();
        told.Sum(entry => entry.GetProperty("details").GetProperty("refused").GetInt64()).ShouldBe(run.Shipping.Refused);
        run.Shipping.Refused.ShouldBePositive();
        (_server.Messages.Count - told.Count + run.Shipping.Refused).ShouldBe(1_000);
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
        IsBack();
        await using var next = Client(shipping => shipping.SpoolFolder = killed);

        await next.DeliverSpoolAsync();

        var sent = _server.Messages.ToList();
        sent.ShouldBe(Numbers(1, sent.Count));
        sent.Count.ShouldBeInRange(100, 999);
        Directory.GetDirectories(killed).ShouldBeEmpty();
        Directory.Delete(killed);
        BringBack();
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

    private void TakeAway() => Move(_spool, _away);

    private void BringBack() => Move(_away, _spool);

    private static void Move(string from, string to)
    {
        var folder = Directory.GetDirectories(from).Single();
        Directory.Move(folder, Path.Combine(to, Path.GetFileName(folder)));
    }

    private void IsAway() => _server.Before = static _ => throw new HttpRequestException("refused");

    private void IsBack() => _server.Before = static _ => null;

    private void Log(JobRun run, int from, int to)
    {
        var logger = _logging.GetRequiredService<ILoggerFactory>().CreateLogger("Worker");
        using var inside = run.Enter();
        for (var number = from; number <= to; number++)
        {
            logger.LogInformation("{number} {filler}", number, Filler);
        }
    }

    private JobLogsClient Client(Action<ShippingOptions>? configure = null)
    {
        var options = new JobLogsOptions();
        options.Shipping.SpoolFolder = _spool;
        options.Shipping.SegmentBytes = 64 * 1024;
        options.Shipping.DrainTimeout = Timeout.InfiniteTimeSpan;
        configure?.Invoke(options.Shipping);
        return new JobLogsClient(new HttpClient(_server, disposeHandler: false), options, _time);
    }
}
