using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Tests.Contracts;

/// <summary>Steps and metrics of a run.</summary>
public abstract class StepContract : StoreContract
{
    [Fact]
    public async Task Steps_nest_and_the_current_step_follows()
    {
        var run = await TakenUpAsync(await JobAsync());
        await CommitAsync(Begin(run, "a", "outer"));
        await CommitAsync(Begin(run, "b", "inner", "a"));
        var inside = await FindAsync(run);
        await CommitAsync(End(run, "b", "failed"));
        var back = await FindAsync(run);
        await CommitAsync(End(run, "a", "completed"));

        (inside.CurrentStep, back.CurrentStep, (await FindAsync(run)).CurrentStep).ShouldBe(("inner", "outer", null));
        (await Store.Runs.StepsAsync(run.Id, 0, 10, Cancel)).Items
            .Select(step => (step.Id, step.ParentId, step.Name, step.Status))
            .ShouldBe([("a", null, "outer", "completed"), ("b", "a", "inner", "failed")]);
    }

    [Fact]
    public async Task The_same_said_twice_changes_nothing()
    {
        var run = await TakenUpAsync(await JobAsync());
        var begin = Begin(run, "a", "one");
        var same = Begin(run, "a", "one");
        var different = Begin(run, "a", "two");
        await CommitAsync(begin, same, different);
        var end = End(run, "a", "completed");
        var sameEnd = End(run, "a", "completed");
        var otherEnd = End(run, "a", "failed");
        await CommitAsync(end, sameEnd, otherEnd);

        (same.Refusal, different.Refusal, sameEnd.Refusal, otherEnd.Refusal).ShouldBe(
            (Refusal.None, Refusal.WrongStatus, Refusal.None, Refusal.WrongStatus));
        (await Store.Runs.StepsAsync(run.Id, 0, 10, Cancel)).Items.ShouldHaveSingleItem().Status.ShouldBe("completed");
    }

    [Fact]
    public async Task What_is_missing_is_named()
    {
        var run = await TakenUpAsync(await JobAsync());
        var orphan = Begin(run, "a", "one", "nobody");
        var unbegun = End(run, "b", "completed");
        var nowhere = new ChangeStep(new RunId(1), "c") { Begin = true, Name = "c", TimestampMicros = Now };
        await CommitAsync(orphan, unbegun, nowhere);

        (orphan.Refusal, orphan.MissingStep).ShouldBe((Refusal.NotFound, "nobody"));
        (unbegun.Refusal, unbegun.MissingStep).ShouldBe((Refusal.NotFound, "b"));
        (nowhere.Refusal, nowhere.MissingStep).ShouldBe((Refusal.NotFound, null));
    }

    [Fact]
    public async Task Metrics_are_kept_in_order_and_summed_up_by_name()
    {
        var run = await TakenUpAsync(await JobAsync());
        await CommitAsync(new AppendMetrics(run.Id, [Metric("papers", 3), Metric("cost", 0.5)]));
        await CommitAsync(new AppendMetrics(run.Id, [Metric("papers", 1), Metric("papers", 2)]));

        var papers = await Store.Runs.MetricsAsync(run.Id, "papers", 1, 1, Cancel);
        var summary = await Store.Runs.MetricSummaryAsync(run.Id, Cancel);

        papers.Total.ShouldBe(3);
        papers.Items.ShouldHaveSingleItem().Value.ShouldBe(1);
        (await Store.Runs.MetricsAsync(run.Id, null, 0, 10, Cancel)).Items.Select(metric => metric.Value).ShouldBe([3, 0.5, 1, 2]);
        summary.Select(one => (one.Name, one.Count, one.Sum, one.Min, one.Max, one.Last)).ShouldBe([("papers", 3, 6d, 1d, 3d, 2d), ("cost", 1, 0.5, 0.5, 0.5, 0.5)]);
    }

    private MetricValue Metric(string name, double value) => new(Now, name, value, "gauge", """{"a":"b"}""");

    private ChangeStep Begin(Run run, string id, string name, string? parent = null) =>
        new(run.Id, id) { Begin = true, Name = name, ParentId = parent, TimestampMicros = Now };

    private ChangeStep End(Run run, string id, string status) => new(run.Id, id) { Status = status, TimestampMicros = Now };
}
