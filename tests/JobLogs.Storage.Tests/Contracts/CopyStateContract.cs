using JobLogs.Storage.Commands;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Tests.Contracts;

/// <summary>What the database remembers of a copy, and who may change it.</summary>
public abstract class CopyStateContract : StoreContract
{
    private const string Copy = "elasticsearch";

    [Fact]
    public async Task A_copy_that_was_never_begun_is_to_be_emptied_first()
    {
        (await Store.Copies.FindAsync(Copy, Cancel)).ShouldBeNull();

        var lease = await LeaseAsync("here");

        lease.Refusal.ShouldBe(Refusal.None);
        var state = await StateAsync();
        state.ShouldBe(lease.State);
        (state.Position, state.Epoch, state.Owner, state.LeaseUntil).ShouldBe((CopyState.NotBegun, 1, "here", Now + (30 * Second)));
    }

    [Fact]
    public async Task Only_one_feeds_it_until_its_lease_has_run_out()
    {
        var first = await LeaseAsync("here");
        (await LeaseAsync("there")).Refusal.ShouldBe(Refusal.Busy);
        Store.Time.Advance(TimeSpan.FromSeconds(20));
        (await LeaseAsync("here")).State!.FencingToken.ShouldBe(first.State!.FencingToken);
        Store.Time.Advance(TimeSpan.FromSeconds(20));
        (await LeaseAsync("there")).Refusal.ShouldBe(Refusal.Busy);
        Store.Time.Advance(TimeSpan.FromSeconds(11));

        var taken = await LeaseAsync("there");

        taken.Refusal.ShouldBe(Refusal.None);
        (await AdvanceAsync(first.State.FencingToken, 7)).Refusal.ShouldBe(Refusal.LeaseLost);
        (await AdvanceAsync(taken.State!.FencingToken, 8)).Refusal.ShouldBe(Refusal.None);
        (await StateAsync()).Position.ShouldBe(8);
    }

    [Fact]
    public async Task Who_gives_it_back_lets_another_in_at_once()
    {
        await LeaseAsync("here");
        await CommitAsync(new LeaseCopy(Copy, "here", null));

        (await LeaseAsync("there")).Refusal.ShouldBe(Refusal.None);
        var late = new LeaseCopy(Copy, "here", null);
        await CommitAsync(late);
        late.Refusal.ShouldBe(Refusal.Busy);
        (await StateAsync()).Owner.ShouldBe("there");
    }

    [Fact]
    public async Task The_only_server_there_can_be_need_not_wait_for_the_one_before_it()
    {
        await LeaseAsync("before");
        var lease = new LeaseCopy(Copy, "after", Now + Second) { IsOnlyServer = true };
        await CommitAsync(lease);

        lease.Refusal.ShouldBe(Refusal.None);
    }

    [Fact]
    public async Task Where_it_stands_outlives_a_restart()
    {
        var lease = await LeaseAsync("here");
        await AdvanceAsync(lease.State!.FencingToken, 42);
        await Store.ReopenAsync();

        var state = await StateAsync();
        (state.Position, state.MovedAt).ShouldBe((42, Now));
    }

    [Fact]
    public async Task To_be_made_anew_it_forgets_where_it_stood_and_refuses_whoever_fed_it()
    {
        var (run, lease) = (await RunAsync(await JobAsync()), await LeaseAsync("here"));
        await CommitAsync(Append(run, "bad"));
        await RefuseAsync(lease, Refused(run, 1));
        var reset = new ResetCopy(Copy);
        await CommitAsync(reset);

        reset.Refusal.ShouldBe(Refusal.None);
        (await AdvanceAsync(lease.State!.FencingToken, 50)).Refusal.ShouldBe(Refusal.LeaseLost);
        var state = await StateAsync();
        (state.Position, state.Epoch).ShouldBe((CopyState.NotBegun, 2));
        (await LettersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_known_of_a_copy_that_was_never_begun()
    {
        var (reset, replay) = (new ResetCopy(Copy), new ReplayDeadLetters(Copy));
        await CommitAsync(reset, replay);

        (reset.Refusal, replay.Refusal).ShouldBe((Refusal.NotFound, Refusal.NotFound));
    }

    [Fact]
    public async Task What_is_refused_is_noted_once_and_counted()
    {
        var run = await RunAsync(await JobAsync());
        await CommitAsync(Append(run, Numbered(3)));
        var lease = await LeaseAsync("here");
        var began = Now;
        await RefuseAsync(lease, Refused(run, 2), Refused(run, 3));
        Store.Time.Advance(TimeSpan.FromSeconds(5));
        await RefuseAsync(lease, Refused(run, 2, "still"));

        var letters = await LettersAsync();

        letters.Select(letter => letter.Item).ShouldBe([CopyItem.Entry(run.Job, 2), CopyItem.Entry(run.Job, 3)]);
        var letter = letters[0];
        (letter.Run, letter.Commit, letter.Reason, letter.FirstTriedAt, letter.LastTriedAt, letter.Tries)
            .ShouldBe((run.Id, 9, "still", began, Now, 2));
        (await Store.Copies.HasDeadLettersAsync(Copy, run.Job, Cancel)).ShouldBeTrue();
        (await Store.Copies.HasDeadLettersAsync(Copy, new JobId(run.Job.Number + 1), Cancel)).ShouldBeFalse();
        (await Store.Copies.HasDeadLettersAsync("another", null, Cancel)).ShouldBeFalse();
    }

    [Fact]
    public async Task To_be_replayed_are_those_there_are_until_it_was_done()
    {
        var run = await RunAsync(await JobAsync());
        await CommitAsync(Append(run, Numbered(3)));
        var lease = await LeaseAsync("here");
        await RefuseAsync(lease, Refused(run, 1), Refused(run, 2));
        var replay = new ReplayDeadLetters(Copy);
        await CommitAsync(replay);
        await RefuseAsync(lease, Refused(run, 3));
        var letters = await LettersAsync();

        replay.Letters.ShouldBe(2);
        (await StateAsync()).ReplayThrough.ShouldBe(letters[1].Id);

        await CommitAsync(new AdvanceCopy(Copy, lease.State!.FencingToken, 9) { LeaseUntil = Now, Settled = [letters[0].Id], Replayed = true });
        (await StateAsync()).ReplayThrough.ShouldBe(0);
        (await LettersAsync()).Select(letter => letter.Item.Seq).ShouldBe([2, 3]);
    }

    [Fact]
    public async Task A_dead_letter_goes_with_what_it_is_about()
    {
        var (one, two) = (await JobAsync("one"), await JobAsync("two"));
        var (run, other) = (await RunAsync(one), await RunAsync(two));
        await CommitAsync(Append(run, "old"), Append(other, "of a job that goes"));
        Store.Time.Advance(TimeSpan.FromDays(1));
        await CommitAsync(Append(run, "new"));
        await EndAsync(run);
        await RefuseAsync(await LeaseAsync("here"), Refused(run, 1), Refused(run, 2), Refused(other, 1));

        await CommitAsync(new RemoveBefore(one.Id, Now - Second, 1_000));
        await CommitAsync(new DeleteJob(two.Id));

        (await LettersAsync()).Select(letter => letter.Item).ShouldBe([CopyItem.Entry(one.Id, 2)]);
    }

    private static RefusedItem Refused(Run run, long seq, string reason = "too strange") => new(CopyItem.Entry(run.Job, seq), run.Id, 9, reason);

    private async Task<CopyState> StateAsync() => (await Store.Copies.FindAsync(Copy, Cancel)).ShouldNotBeNull();

    private async Task<IReadOnlyList<DeadLetter>> LettersAsync()
    {
        var page = await Store.Copies.DeadLettersAsync(Copy, 0, 10, Cancel);
        page.Total.ShouldBe(page.Items.Count);
        return page.Items;
    }

    private async Task<LeaseCopy> LeaseAsync(string owner)
    {
        var lease = new LeaseCopy(Copy, owner, Now + (30 * Second));
        await CommitAsync(lease);
        return lease;
    }

    private async Task<AdvanceCopy> AdvanceAsync(int token, long position)
    {
        var advance = new AdvanceCopy(Copy, token, position) { LeaseUntil = Now + (30 * Second) };
        await CommitAsync(advance);
        return advance;
    }

    private Task<Commit> RefuseAsync(LeaseCopy lease, params RefusedItem[] refused) =>
        CommitAsync(new AdvanceCopy(Copy, lease.State!.FencingToken, 9) { LeaseUntil = Now + (30 * Second), Refused = refused });
}
