using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Tests.Contracts;

/// <summary>Entries: numbering, order, exactly once.</summary>
public abstract class EntryContract : StoreContract
{
    [Fact]
    public async Task Entries_get_their_seq_in_the_order_of_the_commands()
    {
        var one = await RunAsync(await JobAsync("one"));
        var other = await RunAsync(await JobAsync("other"));
        var first = Append(one, "a", "b");
        var between = Append(other, "x");
        var second = Append(one, "c");
        var commit = await CommitAsync(first, between, second);

        (first.Batch[0].Seq, first.Batch[1].Seq, second.Batch[0].Seq, between.Batch[0].Seq).ShouldBe((1, 2, 3, 1));
        first.Batch[0].Commit.ShouldBe(commit.Number);
        second.Last.ShouldBe(new Place(commit.Number, one.Job, 3, 0));
        (await Store.CommittedSpansAsync()).ShouldBe(
            [(commit.Number, new SeqSpan(one.Job, 1, 3)), (commit.Number, new SeqSpan(other.Job, 1, 1))]);
    }

    [Fact]
    public async Task The_run_counts_what_it_wrote()
    {
        var run = await RunAsync(await JobAsync());
        var batch = new EntryBatch();
        foreach (var level in (ReadOnlySpan<EntryLevel>)[EntryLevel.Info, EntryLevel.Error, EntryLevel.Info, EntryLevel.Critical])
        {
            batch.Add(new EntryView { Level = level, Message = "m"u8, DurationMs = -1, Offset = batch.Count });
        }

        var other = await RunAsync((await Store.Jobs.FindAsync(run.Job, Cancel))!);
        await CommitAsync(Append(other, "before"), new AppendEntries(run.Id, batch), Append(other, "after"));

        var counted = await FindAsync(run);
        counted.Counts.ShouldBe(new LevelCounts(0, 2, 0, 1, 1));
        (counted.FirstSeq, counted.LastSeq).ShouldBe((2, 5));
        (await Store.Jobs.FindAsync(run.Job, Cancel))!.LastSeq.ShouldBe(6);
    }

    [Fact]
    public async Task Events_stand_after_every_entry_of_their_commit_and_rise_by_job()
    {
        var one = await RunAsync(await JobAsync("one"));
        var other = await RunAsync(await JobAsync("other"));
        var commit = await CommitAsync(
            TakeUp(other),
            new AppendMetrics(one.Id, [new MetricValue(Now, "n", 1, "gauge", null)]),
            Append(one, "a", "b"),
            TakeUp(one),
            Append(one, "c"));

        commit.Events.Select(told => (told.Run, told.AfterSeq, told.GetType() == typeof(MetricRecorded)))
            .ShouldBe([(one.Id, 3, true), (one.Id, 3, false), (other.Id, 0, false)]);
        commit.Events.Select(told => told.Event).ShouldBeInOrder();
        commit.Events.ShouldAllBe(told => told.Commit == commit.Number);
    }

    [Fact]
    public async Task A_producers_repeat_is_counted_and_not_stored_again()
    {
        var run = await RunAsync(await JobAsync());
        var first = Produced(run, 1, 3, "1", "2", "3");
        var overlap = Produced(run, 2, 4, "2", "3", "4", "5");
        await CommitAsync(first, overlap);
        var again = Produced(run, 1, 3, "1", "2", "3");
        await CommitAsync(again);

        (overlap.Accepted, overlap.Duplicates).ShouldBe((2, 2));
        (overlap.Batch[0].Seq, overlap.Batch[1].Seq, overlap.Batch[2].Seq, overlap.Batch[3].Seq).ShouldBe((0, 0, 4, 5));
        (again.Accepted, again.Duplicates, again.Last.Seq).ShouldBe((0, 3, 5));
        (await FindAsync(run)).Counts.Info.ShouldBe(5);
    }

    [Fact]
    public async Task A_hole_in_a_producers_numbers_is_refused_with_the_number_due()
    {
        var run = await RunAsync(await JobAsync());
        var hole = Produced(run, 2, 1, "2");
        await CommitAsync(Produced(run, 1, 1, "1"));
        var later = Produced(run, 4, 1, "4");
        await CommitAsync(later);
        await CommitAsync(hole);

        (later.Refusal, later.ExpectedNumber, later.Accepted).ShouldBe((Refusal.OutOfSequence, 2, 0));
        hole.Refusal.ShouldBe(Refusal.None);
    }

    [Fact]
    public async Task Refused_lines_use_up_their_numbers()
    {
        var run = await RunAsync(await JobAsync());
        await CommitAsync(Produced(run, 1, 5, "only the first of five was good"));
        var next = Produced(run, 6, 1, "6");
        await CommitAsync(next);

        next.Refusal.ShouldBe(Refusal.None);
    }

    [Fact]
    public async Task Numbers_belong_to_run_and_producer_and_outlive_a_restart()
    {
        var job = await JobAsync();
        var run = await RunAsync(job);
        var other = await RunAsync(job);
        await CommitAsync(Produced(run, 1, 2, "1", "2"));
        await Store.ReopenAsync();
        var repeat = Produced(run, 1, 2, "1", "2");
        var elsewhere = Produced(other, 1, 1, "1");
        var somebody = new AppendEntries(run.Id, Batch("1")) { Producer = "else", FirstNumber = 1, Numbers = 1 };
        await CommitAsync(repeat, elsewhere, somebody);

        (repeat.Duplicates, elsewhere.Accepted, somebody.Accepted).ShouldBe((2, 1, 1));
    }

    [Fact]
    public async Task A_run_that_is_over_still_takes_entries()
    {
        var run = await EndAsync(await RunAsync(await JobAsync()));
        var late = Append(run, "late");
        await CommitAsync(late);

        (late.Refusal, late.Accepted).ShouldBe((Refusal.None, 1));
    }

    [Fact]
    public async Task Numbers_go_on_after_a_restart()
    {
        var job = await JobAsync();
        var run = await RunAsync(job);
        var before = await CommitAsync(Append(run, Numbered(300)), TakeUp(run));
        await Store.ReopenAsync();
        var append = Append(run, Numbered(300, "again "));
        var after = await CommitAsync(append, new ChangeRun(run.Id, RunStatus.Completed) { From = [RunStatus.Running] });

        append.Batch[0].Seq.ShouldBe(301);
        after.Number.ShouldBeGreaterThan(before.Number);
        after.Events[0].Event.ShouldBeGreaterThan(before.Events[0].Event);
        (await MessagesAsync(job)).ShouldBe([.. Numbered(300), .. Numbered(300, "again ")]);
    }

    [Fact]
    public async Task A_batch_that_writes_nothing_makes_no_commit()
    {
        var append = new AppendEntries(new RunId(1), Batch("a"));
        var commit = await CommitAsync(append);

        append.Refusal.ShouldBe(Refusal.NotFound);
        commit.WroteNothing.ShouldBeTrue();
        commit.Events.ShouldBeEmpty();
        (await Store.CommittedSpansAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_field_comes_back()
    {
        var run = await RunAsync(await JobAsync());
        var append = new AppendEntries(run.Id, new EntryBatch());
        append.Batch.Add(new EntryView { Message = ""u8, DurationMs = -1 });
        append.Batch.Add(new EntryView
        {
            TimestampMicros = 1_700_000_000_123_456,
            Level = EntryLevel.Critical,
            Message = "第一 👍"u8,
            Details = """{"a" : 1}"""u8,
            Step = "search"u8,
            PaperId = "2401.1"u8,
            ErrorCode = "E1"u8,
            LoggerName = "a.b"u8,
            TraceId = "0af7"u8,
            SpanId = "b7ad"u8,
            Exception = """{"type":"X"}"""u8,
            DurationMs = 0,
            Attempt = 2,
            Truncated = true,
            Offset = 1,
        });
        append.Batch.Add(new EntryView { Message = "plain again"u8, DurationMs = -1, Offset = 2 });
        await CommitAsync(append);

        for (var index = 0; index < 3; index++)
        {
            using var found = (await Store.Logs.FindAsync(run.Job, index + 1, Cancel)).ShouldNotBeNull();
            ShouldBeTheSame(found[0], append.Batch[index], run.Id);
        }
    }

    private static void ShouldBeTheSame(in EntryView found, in EntryView written, RunId run)
    {
        (found.Job, found.Seq, found.Commit, found.Run).ShouldBe((written.Job, written.Seq, written.Commit, run));
        (found.TimestampMicros, found.Level, found.DurationMs, found.Attempt, found.Truncated).ShouldBe(
            (written.TimestampMicros, written.Level, written.DurationMs, written.Attempt, written.Truncated));
        found.Message.SequenceEqual(written.Message).ShouldBeTrue();
        found.Details.SequenceEqual(written.Details).ShouldBeTrue();
        found.Step.SequenceEqual(written.Step).ShouldBeTrue();
        found.PaperId.SequenceEqual(written.PaperId).ShouldBeTrue();
        found.ErrorCode.SequenceEqual(written.ErrorCode).ShouldBeTrue();
        found.LoggerName.SequenceEqual(written.LoggerName).ShouldBeTrue();
        found.TraceId.SequenceEqual(written.TraceId).ShouldBeTrue();
        found.SpanId.SequenceEqual(written.SpanId).ShouldBeTrue();
        found.Exception.SequenceEqual(written.Exception).ShouldBeTrue();
    }

    private AppendEntries Produced(Run run, long first, int numbers, params string[] messages) =>
        new(run.Id, Batch(messages)) { Producer = "p", FirstNumber = first, Numbers = numbers };
}
