using System.Net;
using JobLogs.Client;
using JobLogs.Client.Runs;
using Microsoft.Extensions.Logging;

namespace JobLogs.Tests.Client.Shipping;

public sealed class ShippingTests : ShippingTest
{
    [Fact]
    public async Task Everything_a_run_says_comes_in_its_order_and_nothing_stays_in_the_spool()
    {
        await using var client = Client();
        await using var run = await client.StartRunAsync("nightly");
        using (run.Enter())
        using (var step = run.BeginStep("download"))
        using (JobRun.BeginPaper("2501.1"))
        using (JobRun.BeginItem("page", 3))
        {
            Logger.LogWarning("got {files} files", 7);
            run.Metric("files", 7, "counter", new Dictionary<string, string> { ["kind"] = "pdf" });
            run.Progress(1, 4, "on the way");
        }

        (await run.CompleteAsync()).ShouldBeTrue();

        var entry = Server.Entries.ShouldHaveSingleItem();
        entry.GetProperty("step").GetString().ShouldBe("download");
        entry.GetProperty("paper_id").GetString().ShouldBe("2501.1");
        entry.GetProperty("details").GetRawText().ShouldBe("""{"page":3,"files":7}""");
        entry.GetProperty("logger_name").GetString().ShouldBe("Worker");
        Server.Calls.Select(call => call.Split(' ', 3)[1]).ShouldBe(["/metrics", "/steps", "", "/steps", ""], ignoreOrder: true);
        Server.Calls[^1].ShouldBe("""PATCH  {"status":"completed"}""");
        Directory.GetDirectories(Spool).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_that_is_lost_leads_to_the_same_entries_sent_again_and_stored_once()
    {
        var lost = 3;
        Server.IsAnswered = request => request.RequestUri!.AbsolutePath.EndsWith("/logs", StringComparison.Ordinal) is false || lost-- <= 0;
        await using var client = Client();
        await using var run = await client.StartRunAsync("nightly");
        Log(run, 500);

        (await run.CompleteAsync()).ShouldBeTrue();

        Server.Messages.ShouldBe(Numbers(1, 500));
        Server.Duplicates.ShouldBeGreaterThan(0);
        run.Shipping.Delivered.ShouldBe(500);
    }

    [Fact]
    public async Task An_outage_at_the_start_makes_the_run_later_and_once()
    {
        var (away, lostStart) = (5, 1);
        Server.Before = request => away-- > 0 ? throw new HttpRequestException("refused") : null;
        Server.IsAnswered = request => request.Method != HttpMethod.Post || !request.RequestUri!.AbsolutePath.EndsWith("/runs", StringComparison.Ordinal) || lostStart-- <= 0;
        await using var client = Client();
        await using var run = await client.StartRunAsync("nightly");
        run.Id.ShouldBeNull();
        Log(run, 100);

        (await run.CompleteAsync()).ShouldBeTrue();

        Server.Runs.ShouldHaveSingleItem();
        Server.Messages.ShouldBe(Numbers(1, 100));
        run.Id.ShouldBe("run_1");
    }

    [Fact]
    public async Task A_server_that_must_be_there_and_is_not_refuses_the_start()
    {
        Server.Before = _ => throw new HttpRequestException("refused");
        await using var client = Client();

        var failure = await Should.ThrowAsync<JobLogsException>(client.StartRunAsync("nightly", new StartRunOptions { RequireServer = true }));

        failure.Code.ShouldBe(JobLogsException.Unreachable);
        Directory.GetDirectories(Spool).ShouldBeEmpty();
    }

    [Fact]
    public async Task Rejected_entries_are_counted_and_told_in_the_runs_own_log()
    {
        Server.IsRejected = message => message is "7" or "9";
        await using var client = Client();
        await using var run = await client.StartRunAsync("nightly");
        Log(run, 10);

        (await run.CompleteAsync()).ShouldBeTrue();

        run.Shipping.Rejected.ShouldBe(2);
        Server.Messages.Except(["7", "9"]).Count().ShouldBe(9);
        var told = Server.Entries[^1];
        told.GetProperty("level").GetString().ShouldBe("WARNING");
        told.GetProperty("error_code").GetString().ShouldBe("entries_rejected");
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_halved_until_it_fits()
    {
        Server.Before = request => request.RequestUri!.AbsolutePath.EndsWith("/logs", StringComparison.Ordinal) && request.Content!.Headers.ContentLength > 250
            ? FakeJobLogs.Refuse(HttpStatusCode.RequestEntityTooLarge, "payload_too_large")
            : null;
        await using var client = Client();
        await using var run = await client.StartRunAsync("nightly");
        Log(run, 200);

        (await run.CompleteAsync()).ShouldBeTrue();

        Server.Messages.ShouldBe(Numbers(1, 200));
    }

    [Fact]
    public async Task What_a_process_left_behind_is_sent_by_the_next_one_and_stored_once()
    {
        Server.Before = request => request.RequestUri!.AbsolutePath.EndsWith("/logs", StringComparison.Ordinal) ? throw new HttpRequestException("refused") : null;
        var first = Client(shipping => shipping.DrainTimeout = TimeSpan.Zero);
        var run = await first.StartRunAsync("nightly");
        Log(run, 300);
        (await run.CompleteAsync()).ShouldBeFalse();
        await first.DisposeAsync();
        Server.Before = static _ => null;
        await using var second = Client();

        var sent = await second.DeliverSpoolAsync();

        (sent.Runs, sent.RunsDone, sent.Entries).ShouldBe((1, 1, 300));
        Server.Messages.ShouldBe(Numbers(1, 300));
        Server.Calls.ShouldHaveSingleItem();
        Directory.GetDirectories(Spool).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_torn_tail_is_cut_and_the_rest_is_sent()
    {
        Server.Before = request => request.RequestUri!.AbsolutePath.EndsWith("/logs", StringComparison.Ordinal) ? throw new HttpRequestException("refused") : null;
        var first = Client(shipping => shipping.DrainTimeout = TimeSpan.Zero);
        var run = first.AttachRun("run_1");
        Log(run, 50);
        await run.SaveAsync();
        await run.DisposeAsync();
        await first.DisposeAsync();
        var segment = Directory.GetFiles(Spool, "*.frames", SearchOption.AllDirectories).Single();
        using (var file = new FileStream(segment, FileMode.Open))
        {
            file.SetLength(file.Length - 5);
        }

        Server.Before = static _ => null;
        await using var second = Client();
        await second.DeliverSpoolAsync();

        Server.Messages.ShouldBe(Numbers(1, 49));
    }

    [Fact]
    public async Task What_has_waited_for_too_long_is_given_up_counted_and_told()
    {
        Server.Before = request => request.RequestUri!.AbsolutePath.EndsWith("/logs", StringComparison.Ordinal) ? throw new HttpRequestException("refused") : null;
        var first = Client(shipping => shipping.DrainTimeout = TimeSpan.Zero);
        var run = first.AttachRun("run_1");
        Log(run, 50);
        await run.SaveAsync();
        await run.DisposeAsync();
        await first.DisposeAsync();
        foreach (var segment in Directory.GetFiles(Spool, "*.frames", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(segment, Time.GetUtcNow().UtcDateTime.AddDays(-8));
        }

        Server.Before = static _ => null;
        await using var second = Client();
        await second.DeliverSpoolAsync();

        var told = Server.Entries.ShouldHaveSingleItem();
        told.GetProperty("error_code").GetString().ShouldBe("entries_expired");
        told.GetProperty("details").GetRawText().ShouldBe("""{"expired":50}""");
    }

    [Fact]
    public async Task A_run_that_is_gone_takes_nothing_more_and_keeps_nothing()
    {
        Server.Before = request => request.RequestUri!.AbsolutePath.EndsWith("/logs", StringComparison.Ordinal) ? FakeJobLogs.Refuse(HttpStatusCode.NotFound, "not_found") : null;
        await using var client = Client();
        await using var run = client.AttachRun("run_1");
        Log(run, 10);
        await run.FlushAsync();
        Log(run, 10);

        await run.DisposeAsync();

        (run.Shipping.Expired, run.Shipping.Refused).ShouldBe((10, 10));
        Directory.GetDirectories(Spool).ShouldBeEmpty();
    }

    [Fact]
    public async Task With_queue_and_spool_full_entries_are_refused_counted_and_told_as_soon_as_there_is_room()
    {
        var isAway = true;
        Server.Before = request => Volatile.Read(ref isAway) && request.RequestUri!.AbsolutePath.EndsWith("/logs", StringComparison.Ordinal)
            ? throw new HttpRequestException("refused")
            : null;
        await using var client = Client(shipping =>
        {
            shipping.QueueBytes = shipping.SegmentBytes = 64 * 1024;
            shipping.MaxSpoolBytes = 128 * 1024;
        });
        await using var run = client.AttachRun("run_1");
        Log(run, 5_000);
        run.Shipping.Refused.ShouldBeGreaterThan(0);
        Volatile.Write(ref isAway, false);
        await run.FlushAsync();
        Log(run, 1);

        await run.DisposeAsync();

        var shipping = run.Shipping;
        var told = Server.Entries.Where(entry => entry.TryGetProperty("error_code", out var code) && code.GetString() == "entries_refused").ToList();
        told.ShouldAllBe(entry => entry.GetProperty("level").GetString() == "WARNING");
        told.Sum(entry => entry.GetProperty("details").GetProperty("refused").GetInt64()).ShouldBe(shipping.Refused);
        (Server.Messages.Count - told.Count + shipping.Refused).ShouldBe(5_001);
        Server.Messages[^1].ShouldBe("1");
    }

    [Fact]
    public async Task A_log_call_waits_for_room_no_longer_than_it_may()
    {
        Server.Before = request => request.RequestUri!.AbsolutePath.EndsWith("/logs", StringComparison.Ordinal) ? throw new HttpRequestException("refused") : null;
        await using var client = Client(shipping =>
        {
            shipping.QueueBytes = shipping.SegmentBytes = 64 * 1024;
            shipping.MaxSpoolBytes = 128 * 1024;
            shipping.FullWait = TimeSpan.Zero;
            shipping.DrainTimeout = TimeSpan.Zero;
        });
        await using var run = client.AttachRun("run_1");

        Log(run, 5_000);

        // The entries that tell how many were refused are taken as well, as soon as there is room for them.
        (run.Shipping.Taken + run.Shipping.Refused).ShouldBeGreaterThanOrEqualTo(5_000L);
        run.Shipping.Refused.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(0, "QueueBytes")]
    [InlineData(1, "MaxSpoolBytes")]
    public void A_wrong_option_is_named(int bytes, string name)
    {
        var options = new JobLogsOptions();
        _ = bytes == 0 ? options.Shipping.QueueBytes = 0 : (int)(options.Shipping.MaxSpoolBytes = 1);

        Should.Throw<ArgumentException>(() => new JobLogsClient(options)).Message.ShouldContain(name);
    }

    private void Log(JobRun run, int count)
    {
        using var inside = run.Enter();
        for (var i = 1; i <= count; i++)
        {
            Logger.LogInformation("{number}", i);
        }
    }

    private static IEnumerable<string> Numbers(int from, int to) => Enumerable.Range(from, to - from + 1).Select(number => number.ToString());
}
