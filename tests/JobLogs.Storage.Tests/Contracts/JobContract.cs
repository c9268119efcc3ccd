using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Tests.Contracts;

/// <summary>Job definitions.</summary>
public abstract class JobContract : StoreContract
{
    [Fact]
    public async Task A_job_comes_back_as_it_was_created()
    {
        var definition = new JobDefinition
        {
            Name = "论文 📄",
            Type = "paper_search",
            CronExpression = "*/5 * * * *",
            TimeZone = "Asia/Shanghai",
            Enabled = false,
            Keywords = ["ML", "机器学习"],
            Parameters = """{"a":  1}""",
            MaxPapersPerRun = 7,
            TimeoutSeconds = 60,
            MaxRetries = 2,
            RetryDelaySeconds = 30,
            Concurrency = "queue",
            Misfire = "skip",
            RetentionDays = 0,
        };
        var created = await JobAsync(definition.Name, 123, definition);

        var found = (await Store.Jobs.FindAsync(created.Id, Cancel)).ShouldNotBeNull();

        found.Definition.Keywords.ShouldBe(definition.Keywords);
        (found.Definition with { Keywords = definition.Keywords }).ShouldBe(definition);
        (found.NextRunAt, found.CreatedAt, found.UpdatedAt, found.Version, found.LastSeq).ShouldBe((123, Now, Now, 1, 0));
    }

    [Fact]
    public async Task A_name_is_given_once_and_freed_by_deletion()
    {
        var first = await JobAsync("twice");
        var second = new CreateJob(Definition("twice"));
        await CommitAsync(second);
        second.Refusal.ShouldBe(Refusal.NameTaken);

        await CommitAsync(new DeleteJob(first.Id), second);

        second.Refusal.ShouldBe(Refusal.None);
        second.Job!.Id.ShouldBeGreaterThan(first.Id);
        (await Store.Jobs.FindByNameAsync("twice", Cancel))!.Id.ShouldBe(second.Job.Id);
    }

    [Fact]
    public async Task Names_that_differ_in_case_are_two()
    {
        await JobAsync("Papers");
        await JobAsync("papers");

        (await Store.Jobs.FindByNameAsync("PAPERS", Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task An_update_is_refused_when_the_job_was_changed_since_it_was_read()
    {
        var job = await JobAsync();
        var first = new UpdateJob(job.Id, Definition("new name"), job.Version) { NextRunAt = 5 };
        var second = new UpdateJob(job.Id, Definition("newer name"), job.Version);
        await CommitAsync(first, second);

        first.Refusal.ShouldBe(Refusal.None);
        second.Refusal.ShouldBe(Refusal.Changed);
        var found = (await Store.Jobs.FindAsync(job.Id, Cancel))!;
        (found.Definition.Name, found.Version, found.NextRunAt).ShouldBe(("new name", 2, 5));
        second.Job!.ShouldBeEquivalentTo(found);
    }

    [Fact]
    public async Task An_update_to_the_name_of_another_job_is_refused()
    {
        await JobAsync("one");
        var other = await JobAsync("other");
        var rename = new UpdateJob(other.Id, Definition("one"), other.Version);
        await CommitAsync(rename);

        rename.Refusal.ShouldBe(Refusal.NameTaken);
    }

    [Fact]
    public async Task A_deleted_job_is_seen_by_nobody_at_once()
    {
        var job = await JobAsync(nextRunAt: 1);
        var run = await RunAsync(job);
        await CommitAsync(new DeleteJob(job.Id));
        var late = Append(run, "too late");
        var again = new DeleteJob(job.Id);
        await CommitAsync(late, again);

        late.Refusal.ShouldBe(Refusal.NotFound);
        again.Refusal.ShouldBe(Refusal.NotFound);
        (await Store.Jobs.FindAsync(job.Id, Cancel)).ShouldBeNull();
        (await Store.Runs.FindAsync(run.Id, Cancel)).ShouldBeNull();
        (await Store.Jobs.DueAsync(Now, 10, Cancel)).ShouldBeEmpty();
        (await Store.Runs.StatusHistoryAsync(run.Id, 0, 10, Cancel)).Total.ShouldBe(0);
    }

    [Fact]
    public async Task Deleting_a_job_cancels_its_runs_and_names_those_to_stop()
    {
        var job = await JobAsync();
        var executed = await TakenUpAsync(job);
        var pending = await RunAsync(job);
        var external = await RunAsync(job, RunStatus.Running, leaseSeconds: 60);
        var delete = new DeleteJob(job.Id);
        var commit = await CommitAsync(delete);

        delete.Cancelled.ShouldBe([executed.Id]);
        commit.Events.OfType<StatusChanged>().Select(change => (change.Run, change.To)).ShouldBe(
            [(executed.Id, RunStatus.Cancelled), (pending.Id, RunStatus.Cancelled), (external.Id, RunStatus.Cancelled)]);
        commit.Events[^1].ShouldBeOfType<JobRemoved>().Job.ShouldBe(job.Id);
    }

    [Fact]
    public async Task The_list_is_newest_first_and_searched_by_the_fold()
    {
        await JobAsync("Straße");
        await JobAsync("ÄRZTE one");
        var disabled = await JobAsync("ärzte two", definition: Definition("") with { Enabled = false });
        await JobAsync("ärzte three");

        var all = await Store.Jobs.ListAsync(new JobQuery(false, "ÄRZTE", 1, 1), Cancel);
        var enabled = await Store.Jobs.ListAsync(new JobQuery(true, "ärzte", 0, 10), Cancel);

        all.Total.ShouldBe(3);
        all.Items.ShouldHaveSingleItem().Id.ShouldBe(disabled.Id);
        enabled.Items.Select(job => job.Definition.Name).ShouldBe(["ärzte three", "ÄRZTE one"]);
    }

    [Fact]
    public async Task Due_jobs_come_longest_due_first()
    {
        var late = await JobAsync("late", 20);
        var later = await JobAsync("later", 10);
        await JobAsync("disabled", 5, Definition("") with { Enabled = false });
        await JobAsync("future", 30);
        await JobAsync("never");

        (await Store.Jobs.DueAsync(20, 10, Cancel)).Select(job => job.Id).ShouldBe([later.Id, late.Id]);
        (await Store.Jobs.DueAsync(20, 1, Cancel)).ShouldHaveSingleItem();
        (await Store.Jobs.NextDueAtAsync(Cancel)).ShouldBe(10);
    }
}
