using JobLogs.Server.Ingest;
using JobLogs.Storage;
using JobLogs.Storage.Commands;

namespace JobLogs.Tests.Server.Ingest;

public sealed class IngestQueueTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task What_gathers_during_a_commit_is_committed_together_in_order()
    {
        await using var pipeline = await Pipeline.StartAsync();
        var held = await pipeline.HoldAsync();
        var submitted = Enumerable.Range(1, 20).Select(i => pipeline.Queue.SubmitAsync(Pipeline.Append($"{i}"), None).AsTask()).ToArray();

        pipeline.Store.LetGo();
        await held;
        await Task.WhenAll(submitted);

        pipeline.Store.Commits.Count.ShouldBe(2);
        pipeline.Store.Messages.ShouldBe(["held", .. Enumerable.Range(1, 20).Select(i => $"{i}")]);
    }

    [Fact]
    public async Task A_batch_ends_at_its_limit_and_splits_no_command()
    {
        await using var pipeline = await Pipeline.StartAsync(options => options.BatchEntries = 5);
        var held = await pipeline.HoldAsync();
        var submitted = Enumerable.Range(1, 4).Select(i => pipeline.Queue.SubmitAsync(Pipeline.Append("a", "b", "c"), None).AsTask()).ToList();
        submitted.Add(pipeline.Queue.SubmitAsync(Pipeline.Append("1", "2", "3", "4", "5", "6", "7"), None).AsTask());

        pipeline.Store.LetGo();
        await held;
        await Task.WhenAll(submitted);

        pipeline.Store.Sizes.ShouldBe([1, 3, 3, 3, 3, 7]);
    }

    [Fact]
    public async Task Commits_then_publishes_then_answers()
    {
        await using var pipeline = await Pipeline.StartAsync();
        Task? submission = null;
        var committedAtPublish = 0;
        bool? answeredAtPublish = null;
        pipeline.Store.Hold();
        pipeline.Tail.OnPublish = () => (committedAtPublish, answeredAtPublish) = (pipeline.Store.Commits.Count, submission!.IsCompleted);

        submission = pipeline.Queue.SubmitAsync(Pipeline.Append("a"), None).AsTask();
        pipeline.Store.LetGo();
        await submission;

        committedAtPublish.ShouldBe(1);
        answeredAtPublish.ShouldBe(false);
        pipeline.Tail.Published.ShouldBe([1]);
    }

    [Fact]
    public async Task Refuses_at_once_when_the_queue_is_full_of_entries()
    {
        await using var pipeline = await Pipeline.StartAsync(options => options.QueueEntries = 3);
        var held = await pipeline.HoldAsync();
        var queued = pipeline.Queue.SubmitNowAsync(Pipeline.Append("a", "b")).AsTask();

        await Should.ThrowAsync<QueueFullException>(() => pipeline.Queue.SubmitNowAsync(Pipeline.Append("c")).AsTask());

        pipeline.Store.LetGo();
        await Task.WhenAll(held, queued);
        (await pipeline.Queue.SubmitNowAsync(Pipeline.Append("d"))).Accepted.ShouldBe(1);
        pipeline.Store.Messages.ShouldBe(["held", "a", "b", "d"]);
    }

    [Fact]
    public async Task Refuses_at_once_when_the_queue_is_full_of_commands_or_bytes()
    {
        await using var ofCommands = await Pipeline.StartAsync(options => options.QueueCommands = 1);
        await ofCommands.HoldAsync();
        await Should.ThrowAsync<QueueFullException>(() => ofCommands.Queue.SubmitNowAsync(Pipeline.Append("a")).AsTask());

        await using var ofBytes = await Pipeline.StartAsync(options => options.QueueBytes = 65_536);
        await ofBytes.HoldAsync();
        await Should.ThrowAsync<QueueFullException>(() => ofBytes.Queue.SubmitNowAsync(Pipeline.Append(new string('x', 66_000))).AsTask());
    }

    [Fact]
    public async Task Lets_in_those_who_wait_for_room_first_come_first_served()
    {
        await using var pipeline = await Pipeline.StartAsync(options => options.QueueEntries = 2);
        var held = await pipeline.HoldAsync();
        var waiting = Enumerable.Range(1, 5).Select(i => pipeline.Queue.SubmitAsync(Pipeline.Append($"{i}a", $"{i}b"), None).AsTask()).ToArray();

        // There would be room for one entry, but others were here before.
        await Should.ThrowAsync<QueueFullException>(() => pipeline.Queue.SubmitNowAsync(Pipeline.Append("late")).AsTask());
        pipeline.Store.LetGo();
        await held;
        await Task.WhenAll(waiting);

        pipeline.Store.Messages.ShouldBe(["held", "1a", "1b", "2a", "2b", "3a", "3b", "4a", "4b", "5a", "5b"]);
    }

    [Fact]
    public async Task A_command_larger_than_the_queue_is_taken_when_the_queue_is_empty()
    {
        await using var pipeline = await Pipeline.StartAsync(options => options.QueueEntries = 2);

        (await pipeline.Queue.SubmitNowAsync(Pipeline.Append("a", "b", "c"))).Accepted.ShouldBe(3);
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_for_room_has_written_nothing_and_blocks_nobody()
    {
        await using var pipeline = await Pipeline.StartAsync(options => options.QueueEntries = 2);
        var held = await pipeline.HoldAsync();
        using var impatient = new CancellationTokenSource();
        var large = pipeline.Queue.SubmitAsync(Pipeline.Append("x", "y"), impatient.Token).AsTask();
        var small = pipeline.Queue.SubmitAsync(Pipeline.Append("small"), None).AsTask();

        await impatient.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => large);
        pipeline.Queue.Entries.ShouldBe(2, "the small one has room now");
        pipeline.Store.LetGo();
        await Task.WhenAll(held, small);
        pipeline.Store.Messages.ShouldBe(["held", "small"]);
    }

    [Fact]
    public async Task A_store_that_is_away_refuses_the_whole_batch_and_the_next_is_tried_again()
    {
        await using var pipeline = await Pipeline.StartAsync();
        var held = await pipeline.HoldAsync();
        pipeline.Store.BeforeCommit = _ => throw new StoreUnavailableException("disk_full", "The disk is full.");
        var first = pipeline.Queue.SubmitAsync(Pipeline.Append("a"), None).AsTask();
        var second = pipeline.Queue.SubmitAsync(Pipeline.Append("b"), None).AsTask();
        pipeline.Store.LetGo();

        foreach (var submission in new[] { held, first, second })
        {
            (await Should.ThrowAsync<StoreUnavailableException>(() => submission)).Code.ShouldBe("disk_full");
        }

        pipeline.Store.BeforeCommit = null;
        (await pipeline.Queue.SubmitAsync(Pipeline.Append("c"), None)).Accepted.ShouldBe(1);
        pipeline.Queue.Commands.ShouldBe(0);
        pipeline.Store.Messages.ShouldBe(["c"]);
    }

    [Fact]
    public async Task One_bad_command_does_not_fail_those_beside_it()
    {
        await using var pipeline = await Pipeline.StartAsync();
        var held = await pipeline.HoldAsync();
        var bad = Pipeline.Append("bad");
        pipeline.Store.BeforeCommit = commands =>
        {
            if (commands.Contains(bad))
            {
                throw new InvalidOperationException("bad");
            }
        };
        var before = pipeline.Queue.SubmitAsync(Pipeline.Append("before"), None).AsTask();
        var failing = pipeline.Queue.SubmitAsync(bad, None).AsTask();
        var after = pipeline.Queue.SubmitAsync(Pipeline.Append("after"), None).AsTask();

        pipeline.Store.LetGo();
        await Task.WhenAll(held, before, after);

        (await Should.ThrowAsync<InvalidOperationException>(() => failing)).Message.ShouldBe("bad");
        pipeline.Store.Messages.ShouldBe(["held", "before", "after"]);
        pipeline.Queue.Commands.ShouldBe(0);
    }

    [Fact]
    public async Task Several_commands_go_into_one_commit()
    {
        await using var pipeline = await Pipeline.StartAsync(options => options.BatchEntries = 2);
        StoreCommand[] group = [Pipeline.Append("a"), new ReportProgress(MemoryStore.Run), Pipeline.Append("b", "c")];

        await pipeline.Queue.SubmitAllAsync(group, None);

        pipeline.Store.Commits.ShouldHaveSingleItem().ShouldBe(group);
    }

    [Fact]
    public async Task A_tail_that_fails_does_not_unsay_a_commit()
    {
        await using var pipeline = await Pipeline.StartAsync();
        pipeline.Tail.OnPublish = () => throw new InvalidOperationException("tail");

        (await pipeline.Queue.SubmitAsync(Pipeline.Append("a"), None)).Accepted.ShouldBe(1);
    }

    [Fact]
    public async Task Stopping_writes_what_was_taken_and_refuses_what_comes()
    {
        await using var pipeline = await Pipeline.StartAsync(options => options.QueueEntries = 2);
        var held = await pipeline.HoldAsync();
        var queued = pipeline.Queue.SubmitAsync(Pipeline.Append("queued"), None).AsTask();
        var waiting = pipeline.Queue.SubmitAsync(Pipeline.Append("waiting"), None).AsTask();

        var stopped = pipeline.StopAsync();
        var late = await Should.ThrowAsync<StoreUnavailableException>(() => pipeline.Queue.SubmitAsync(Pipeline.Append("late"), None).AsTask());
        pipeline.Store.LetGo();
        await Task.WhenAll(held, queued, waiting, stopped);

        late.Code.ShouldBe("shutting_down");
        pipeline.Store.Messages.ShouldBe(["held", "queued", "waiting"]);
    }

    [Fact]
    public async Task What_is_left_at_the_deadline_is_refused()
    {
        await using var pipeline = await Pipeline.StartAsync(options => options.DrainSeconds = 3);
        var held = await pipeline.HoldAsync();
        var queued = pipeline.Queue.SubmitAsync(Pipeline.Append("queued"), None).AsTask();

        var stopped = pipeline.StopAsync();
        pipeline.Time.Advance(TimeSpan.FromSeconds(3));
        await stopped;

        (await Should.ThrowAsync<StoreUnavailableException>(() => held)).Code.ShouldBe("shutting_down");
        (await Should.ThrowAsync<StoreUnavailableException>(() => queued)).Code.ShouldBe("shutting_down");
        pipeline.Store.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_submission_under_load_is_carried_out_exactly_once()
    {
        await using var pipeline = await Pipeline.StartAsync(options => (options.QueueEntries, options.BatchEntries) = (10, 4));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 200; i++)
            {
                (await pipeline.Queue.SubmitAsync(Pipeline.Append($"{writer}:{i}"), None)).Accepted.ShouldBe(1);
            }
        })));

        pipeline.Store.Messages.Count.ShouldBe(1600);
        pipeline.Store.Messages.Distinct().Count().ShouldBe(1600);
    }
}
