using System.Net;
using JobLogs.Client;
using JobLogs.Client.Runs;
using Microsoft.Extensions.Logging;

namespace JobLogs.Tests.Client.Shipping;

/// <summary>The folder of the spool: shared, unusable, left behind.</summary>
public sealed class SpoolTests : ShippingTest
{
    [Fact]
    public async Task What_a_living_process_has_in_a_shared_spool_is_its_own()
    {
        IsAway();
        await using var owner = Client();
        await using var run = owner.AttachRun("run_1");
        Log(run, "mine");
        await run.SaveAsync();
        Server.Before = static _ => null;
        await using var other = Client();

        var sent = await other.DeliverSpoolAsync();

        sent.Runs.ShouldBe(0);
        await run.FlushAsync();
        Server.Messages.ShouldBe(["mine"]);
        Server.Duplicates.ShouldBe(0);
    }

    [Fact]
    public async Task Two_that_send_what_was_left_at_the_same_time_send_it_once()
    {
        await LeaveAsync("nightly", 30);
        await using var first = Client();
        await using var second = Client();

        var sent = await Task.WhenAll(first.DeliverSpoolAsync(), second.DeliverSpoolAsync());

        sent.Sum(delivery => delivery.RunsDone).ShouldBe(30);
        Server.Messages.Order().ShouldBe(Enumerable.Range(0, 30).Select(number => $"nightly {number}").Order());
        Directory.GetDirectories(Spool).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_server_refuses_does_not_hold_up_what_comes_after_it()
    {
        await LeaveAsync("gone", 20);
        await LeaveAsync("nightly", 3);
        Server.Before = static request => request.RequestUri!.AbsolutePath.StartsWith("/api/cronjobs/gone", StringComparison.Ordinal)
            ? FakeJobLogs.Refuse(HttpStatusCode.NotFound, "not_found")
            : null;
        await using var client = Client();
        using var enough = new CancellationTokenSource();
        var three = new TaskCompletionSource();

        var sending = client.DeliverSpoolAsync(new Reported(now => _ = now.RunsDone == 3 && three.TrySetResult()), enough.Token);
        await three.Task;

        await enough.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(sending);
        Server.Messages.Order().ShouldBe(["nightly 0", "nightly 1", "nightly 2"]);
        Directory.GetDirectories(Spool).Length.ShouldBe(20);
    }

    [Fact]
    public async Task Where_no_folder_can_be_made_everything_is_kept_in_memory_and_that_is_told()
    {
        var file = Path.Combine(Spool, "a file");
        await File.WriteAllTextAsync(file, "");
        var told = new RecordingLogger();
        await using var client = Client(shipping => shipping.SpoolFolder = Path.Combine(file, "spool"), told);
        await using var run = await client.StartRunAsync("nightly");
        Log(run, "kept");

        (await run.CompleteAsync()).ShouldBeTrue();

        Server.Messages.ShouldBe(["kept"]);
        told.Messages[0].ShouldContain("can't be used; what is not at the server yet is kept in memory");
    }

    [Fact]
    public async Task What_died_while_it_was_made_is_removed_when_it_is_old()
    {
        var (old, young) = (Path.Combine(Spool, "old"), Path.Combine(Spool, "young"));
        foreach (var (path, age) in ((string, TimeSpan)[])[(old, TimeSpan.FromDays(2)), (young, TimeSpan.FromMinutes(1))])
        {
            Directory.CreateDirectory(path);
            await File.WriteAllTextAsync(Path.Combine(path, "lock"), "");
            Directory.SetLastWriteTimeUtc(path, Time.GetUtcNow().UtcDateTime - age);
        }

        await using var client = Client();
        await client.DeliverSpoolAsync();

        (Directory.Exists(old), Directory.Exists(young)).ShouldBe((false, true));
    }

    [Fact]
    public async Task An_outbox_whose_description_is_damaged_is_left_alone()
    {
        await LeaveAsync("nightly", 2);
        var damaged = Directory.GetDirectories(Spool).Order().First();
        await File.WriteAllTextAsync(Path.Combine(damaged, "outbox.json"), "{");
        await using var client = Client();

        var sent = await client.DeliverSpoolAsync();

        (sent.Runs, sent.RunsDone).ShouldBe((1, 1));
        Directory.GetDirectories(Spool).ShouldBe([damaged]);
    }

    /// <summary>Runs of a job whose process ends while the server is away.</summary>
    private async Task LeaveAsync(string job, int runs)
    {
        IsAway();
        await using (var client = Client(configure: shipping => shipping.DrainTimeout = TimeSpan.Zero))
        {
            for (var number = 0; number < runs; number++)
            {
                await using var run = await client.StartRunAsync(job);
                Log(run, $"{job} {number}");
            }
        }

        Server.Before = static _ => null;
    }

    private void Log(JobRun run, string message)
    {
        using var inside = run.Enter();
        Logger.LogInformation("{message}", message);
    }

    private sealed class Reported(Action<SpoolDelivery> report) : IProgress<SpoolDelivery>
    {
        public void Report(SpoolDelivery value) => report(value);
    }

    private sealed class RecordingLogger : ILogger<JobLogsClient>
    {
        public List<string> Messages { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Messages.Add(formatter(state, exception));
    }
}
