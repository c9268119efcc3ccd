using CsCheck;
using JobLogs.Server.Live;
using JobLogs.Server.Live.Subscriptions;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Tests.Server.Live.Fixtures;

namespace JobLogs.Tests.Server.Live;

/// <summary>
/// Whatever is written, by this server or by others, however often a reader is cut off and however small the tail: it gets everything once, in
/// order.
/// </summary>
public sealed class ResumeTests
{
    private const int Jobs = 3;

    private static readonly Gen<int[]> Script = Gen.Int[0, 99].Array[10, 60];
    private static readonly LogFilter[] Filters =
        [LogFilter.None, new() { Levels = LevelSet.AtLeast(EntryLevel.Warning) }, new() { Search = "七" }, new() { Search = "x1" }];

    [Fact]
    public async Task Every_matching_item_comes_exactly_once_in_order_over_any_disconnects() =>
        await Gen.Select(
                Script, Gen.Int[0, 6], Gen.Int[0, Filters.Length - 1], Gen.Int[1, 40], Gen.Int[0, 2].Select(size => new[] { 1, 300, 65_536 }[size]), Gen.Bool)
            .SampleAsync(async (script, where, filter, tailItems, flushBytes, shared) =>
                await RunAsync(script, where, Filters[filter], new LiveOptions { TailItemsPerJob = tailItems, FlushBytes = flushBytes }, shared),
                iter: 60, threads: 1);

    private static async Task RunAsync(int[] script, int where, LogFilter filter, LiveOptions options, bool shared)
    {
        await using var house = await LiveHouse.OpenAsync(options, shared: shared);
        var jobs = new List<Job>();
        var runs = new List<Run>();
        for (var i = 0; i < Jobs; i++)
        {
            jobs.Add(await house.JobAsync($"job {i}"));
            runs.Add(await house.RunAsync(jobs[i]));
            runs.Add(await house.RunAsync(jobs[i]));
        }

        var scope = where == 6 ? LogScope.All : where < 3 ? LogScope.OfJob(jobs[where].Id) : LogScope.OfRun(jobs[where - 3].Id, runs[(where - 3) * 2].Id);
        var start = scope.Job is { } job ? Place.StartOf(job) : Place.Start;
        var request = new SubscriptionRequest { Filter = filter, After = start };
        var held = new List<Message>();
        var (cursor, number) = ((string?)null, 0);
        var follower = house.Follow(scope, request);
        foreach (var step in script)
        {
            if (step < 55)
            {
                await CommitAsync(house, [.. Commands(house, runs, step, ref number)], step);
            }
            else if (step < 65 && shared)
            {
                await house.FillAsync();
            }
            else if (step < 85)
            {
                await follower.StepAsync();
            }
            else
            {
                // Cut off: of what was sent, only a part arrived.
                var arrived = follower.Messages.Take(follower.Messages.Count * (step - 85) / 14).ToList();
                held.AddRange(arrived);
                cursor = arrived.LastOrDefault(message => message.Cursor is not null)?.Cursor ?? cursor;
                follower.Dispose();
                follower = house.Follow(scope, request with { After = At(house, scope, cursor, start) });
            }
        }

        if (shared)
        {
            house.Tail.Heard((await house.Store.Logs.StatusAsync(CancellationToken.None)).LastCommit);
            await house.FillAsync();
        }

        await follower.ReadAsync();
        held.AddRange(follower.Messages);
        follower.Dispose();

        using var oracle = house.Follow(scope, request);
        await oracle.ReadAsync();
        Durable(held).ShouldBe(Durable(oracle.Messages));
        Durable(held).Distinct(StringComparer.Ordinal).Count().ShouldBe(Durable(held).Count);
        using var page = await house.Store.Logs.ReadAsync(
            new JobLogs.Storage.Queries.LogQuery { Scope = scope, Filter = filter, Descending = false, Limit = 100_000 }, CancellationToken.None);
        held.Count(message => message.Type == "log").ShouldBe(page.Entries.Count);
    }

    /// <summary>Commits as this server, or as another of which this one hears at once, late or not at all.</summary>
    private static async Task CommitAsync(LiveHouse house, StoreCommand[] commands, int step)
    {
        if (house.Others is null || step % 3 == 0)
        {
            await house.CommitAsync(commands);
            return;
        }

        var commit = await house.CommitOnlyAsync(commands);
        if (step % 3 == 1)
        {
            house.Tail.Heard(commit.Number);
        }
    }

    private static List<StoreCommand> Commands(LiveHouse house, List<Run> runs, int step, ref int number)
    {
        var commands = new List<StoreCommand>();
        for (var i = 0; i <= step % 4; i++)
        {
            var run = runs[(step + (i * 5)) % runs.Count];
            if ((step + i) % 5 == 4)
            {
                commands.Add(new AppendMetrics(run.Id, [new MetricValue(house.Time.NowMicros(), "n", ++number, "counter", null)]));
            }
            else
            {
                var first = number + 1;
                var entries = Enumerable.Range(first, 1 + (step % 7)).Select(n => n % 7 == 0 ? $"第七 {n}" : $"X{n}").ToArray();
                number += entries.Length;
                commands.Add(house.Append(run, (EntryLevel)((step + i) % 5), entries));
            }
        }

        return commands;
    }

    private static Place At(LiveHouse house, LogScope scope, string? cursor, Place start)
    {
        if (cursor is null)
        {
            return start;
        }

        house.Cursors.TryParse(cursor, scope, out var place).ShouldBeTrue();
        return place;
    }

    private static List<string> Durable(IEnumerable<Message> messages) =>
        [.. messages.Where(message => message.Type is "log" or "status" or "metric").Select(message => $"{message.Type} {message.Cursor} {message.Data}")];
}
