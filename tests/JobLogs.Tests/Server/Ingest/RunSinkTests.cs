using System.Text;
using JobLogs.Protocol.Entries;
using JobLogs.Server.Ingest;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Tests.Server.Ingest;

public sealed class RunSinkTests
{
    [Fact]
    public async Task Entries_and_commands_are_written_in_the_order_in_which_they_came()
    {
        await using var pipeline = await Pipeline.StartAsync();
        var progress = new ReportProgress(MemoryStore.Run);
        var change = new ChangeRun(MemoryStore.Run, RunStatus.Completed) { From = [RunStatus.Running] };
        await using (var sink = pipeline.Sinks.Open(MemoryStore.Run, 1, CancellationToken.None))
        {
            Write(sink, "a");
            Write(sink, "b");
            sink.Enqueue(progress);
            Write(sink, "c");
            await sink.SubmitAfterEntriesAsync(change);

            pipeline.Store.Messages.ShouldBe(["a", "b", "c"]);
        }

        var kinds = pipeline.Store.Commands.ToList();
        kinds.IndexOf(progress).ShouldBeGreaterThan(kinds.FindIndex(command => command is AppendEntries));
        kinds.IndexOf(progress).ShouldBeLessThan(kinds.FindLastIndex(command => command is AppendEntries));
        kinds[^1].ShouldBe(change);
    }

    [Fact]
    public async Task What_gathers_while_a_commit_is_under_way_goes_into_one_batch()
    {
        await using var pipeline = await Pipeline.StartAsync();
        await using var sink = pipeline.Sinks.Open(MemoryStore.Run, 1, CancellationToken.None);
        pipeline.Store.Hold();
        Write(sink, "first");
        await pipeline.Store.EnteredAsync();
        for (var i = 0; i < 100; i++)
        {
            Write(sink, $"{i}");
        }

        pipeline.Store.LetGo();
        await sink.FlushAsync(CancellationToken.None);

        pipeline.Store.Sizes.ShouldBe([1, 100]);
    }

    [Fact]
    public async Task An_entry_without_a_time_gets_the_time_of_writing()
    {
        await using var pipeline = await Pipeline.StartAsync();
        await using var sink = pipeline.Sinks.Open(MemoryStore.Run, 1, CancellationToken.None);
        long? timestamp = null;
        pipeline.Store.BeforeCommit = commands => timestamp = ((AppendEntries)commands[0]).Batch[0].TimestampMicros;

        Write(sink, "a");
        await sink.FlushAsync(CancellationToken.None);

        timestamp.ShouldBe(pipeline.Time.NowMicros());
    }

    [Fact]
    public async Task A_full_buffer_makes_the_handler_wait_and_loses_nothing()
    {
        await using var pipeline = await Pipeline.StartAsync(options => options.RunBufferEntries = 3);
        await using var sink = pipeline.Sinks.Open(MemoryStore.Run, 1, CancellationToken.None);
        pipeline.Store.Hold();
        Write(sink, "0");
        await pipeline.Store.EnteredAsync();
        Write(sink, "1");
        Write(sink, "2");

        var handler = new Thread(() => Write(sink, "3"));
        handler.Start();
        SpinWait.SpinUntil(() => handler.ThreadState.HasFlag(ThreadState.WaitSleepJoin), TimeSpan.FromSeconds(20)).ShouldBeTrue();
        pipeline.Store.LetGo();
        handler.Join();
        await sink.FlushAsync(CancellationToken.None);

        pipeline.Store.Messages.ShouldBe(["0", "1", "2", "3"]);
    }

    [Fact]
    public async Task Tries_again_while_the_store_is_away()
    {
        await using var pipeline = await Pipeline.StartAsync();
        await using var sink = pipeline.Sinks.Open(MemoryStore.Run, 1, CancellationToken.None);
        pipeline.Store.BeforeCommit = _ =>
        {
            if (pipeline.Store.Begun < 4)
            {
                throw new StoreUnavailableException("store_locked", "Locked.");
            }
        };

        Write(sink, "a");
        sink.Enqueue(new ReportProgress(MemoryStore.Run));
        var flushed = sink.FlushAsync(CancellationToken.None).AsTask();
        while (!flushed.IsCompleted)
        {
            pipeline.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        await flushed;
        pipeline.Store.Messages.ShouldBe(["a"]);
        pipeline.Store.Commands.Count().ShouldBe(2);
    }

    [Fact]
    public async Task Gives_up_when_told_so()
    {
        await using var pipeline = await Pipeline.StartAsync();
        using var giveUp = new CancellationTokenSource();
        var sink = pipeline.Sinks.Open(MemoryStore.Run, 1, giveUp.Token);
        pipeline.Store.BeforeCommit = _ => throw new StoreUnavailableException("disk_full", "The disk is full.");
        Write(sink, "a");
        var submission = sink.SubmitAfterEntriesAsync(new RenewLease(MemoryStore.Run)).AsTask();
        await pipeline.Store.EnteredAsync();

        await giveUp.CancelAsync();

        await Should.ThrowAsync<StoreUnavailableException>(() => submission);
        await sink.DisposeAsync();
        pipeline.Store.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(7, 2)]
    [InlineData(8, 1)]
    public async Task A_run_that_was_lost_or_deleted_is_signalled_and_takes_nothing_more(long run, int token)
    {
        await using var pipeline = await Pipeline.StartAsync();
        await using var sink = pipeline.Sinks.Open(new RunId(run), token, CancellationToken.None);
        var lost = new TaskCompletionSource();
        await using var registration = sink.Lost.Register(() => lost.SetResult());

        Write(sink, "a");
        await lost.Task.WaitAsync(TimeSpan.FromSeconds(20));
        var commits = pipeline.Store.Commits.Count;
        Write(sink, "b");
        await sink.FlushAsync(CancellationToken.None);

        pipeline.Store.Messages.ShouldBeEmpty();
        pipeline.Store.Commits.Count.ShouldBe(commits);
    }

    [Fact]
    public async Task A_handler_that_waits_for_room_is_released_when_the_run_is_lost()
    {
        await using var pipeline = await Pipeline.StartAsync(options => options.RunBufferEntries = 1);
        await using var sink = pipeline.Sinks.Open(MemoryStore.Run, 2, CancellationToken.None);
        var lost = new TaskCompletionSource();
        await using var registration = sink.Lost.Register(() => lost.SetResult());
        pipeline.Store.Hold();
        Write(sink, "a");
        await pipeline.Store.EnteredAsync();
        var handler = Task.Run(() =>
        {
            Write(sink, "b");
            Write(sink, "c");
            Write(sink, "d");
        });

        pipeline.Store.LetGo();

        await handler.WaitAsync(TimeSpan.FromSeconds(20));
        await lost.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_bad_command_takes_no_entries_with_it()
    {
        await using var pipeline = await Pipeline.StartAsync();
        var bad = new ReportProgress(MemoryStore.Run);
        pipeline.Store.BeforeCommit = commands =>
        {
            if (commands.Contains(bad))
            {
                throw new InvalidOperationException("bad");
            }
        };
        await using var sink = pipeline.Sinks.Open(MemoryStore.Run, 1, CancellationToken.None);
        pipeline.Store.Hold();
        Write(sink, "a");
        await pipeline.Store.EnteredAsync();
        Write(sink, "b");
        var failing = sink.SubmitAfterEntriesAsync(bad).AsTask();
        Write(sink, "c");
        pipeline.Store.LetGo();

        await Should.ThrowAsync<InvalidOperationException>(() => failing);
        await sink.FlushAsync(CancellationToken.None);
        pipeline.Store.Messages.ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public async Task Closing_waits_for_what_was_taken_and_later_commands_go_directly()
    {
        await using var pipeline = await Pipeline.StartAsync();
        var sink = pipeline.Sinks.Open(MemoryStore.Run, 1, CancellationToken.None);
        Write(sink, "a");
        await sink.DisposeAsync();
        pipeline.Store.Messages.ShouldBe(["a"]);

        var renewal = await sink.SubmitAfterEntriesAsync(new RenewLease(MemoryStore.Run));

        pipeline.Store.Commands.Last().ShouldBe(renewal);
    }

    [Fact]
    public async Task Once_it_refuses_nothing_comes_behind_the_command_that_ends_the_run()
    {
        await using var pipeline = await Pipeline.StartAsync();
        var end = new ChangeRun(MemoryStore.Run, RunStatus.Cancelled) { From = [RunStatus.Running] };
        await using var sink = pipeline.Sinks.Open(MemoryStore.Run, 1, CancellationToken.None);
        Write(sink, "in time");

        sink.Refuse();
        Write(sink, "late");
        sink.Enqueue(new ReportProgress(MemoryStore.Run));
        await sink.SubmitAfterEntriesAsync(end);
        await sink.FlushAsync(CancellationToken.None);

        pipeline.Store.Messages.ShouldBe(["in time"]);
        pipeline.Store.Commands.Last().ShouldBe(end);
    }

    private static void Write(RunSink sink, string message) =>
        sink.Write(new EntryFields { Message = Encoding.UTF8.GetBytes(message) });
}
