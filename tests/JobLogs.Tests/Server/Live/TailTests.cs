using System.Runtime.CompilerServices;
using JobLogs.Server.Live;
using JobLogs.Server.Live.Tails;
using JobLogs.Storage.Model;
using JobLogs.Tests.Server.Live.Fixtures;

namespace JobLogs.Tests.Server.Live;

public sealed class TailTests
{
    [Fact]
    public async Task Keeps_only_what_somebody_follows()
    {
        await using var house = await LiveHouse.OpenAsync();
        var (followed, other) = (await house.JobAsync("followed"), await house.JobAsync("other"));
        var log = house.Tail.Join(followed.Id, new Signal(), reads: true);

        await house.LogAsync(await house.RunAsync(other), "x");
        log.Next.ShouldBe(0);

        await house.LogAsync(await house.RunAsync(followed), "y");
        log.Next.ShouldBe(2);
    }

    [Fact]
    public async Task A_follower_that_only_waits_makes_it_keep_nothing()
    {
        await using var house = await LiveHouse.OpenAsync();
        var job = await house.JobAsync();
        var run = await house.RunAsync(job);
        var log = house.Tail.Join(job.Id, new Signal(), reads: false);

        await house.LogAsync(run, "x");

        log.Next.ShouldBe(0);
        house.Tail.EndOf(log)!.Value.Seq.ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_may_read_before_it_is_known_where_it_begins()
    {
        await using var house = await LiveHouse.OpenAsync();
        var job = await house.JobAsync();
        var run = await house.RunAsync(job);
        await house.LogAsync(run, "stored");
        var log = house.Tail.Join(job.Id, new Signal(), reads: true);
        await house.LogAsync(run, "published");

        house.Tail.Locate(log, new Place(0, job.Id, 5, 0)).ShouldBeNull();
        house.Tail.Prove(log, new Place(0, job.Id, 1, long.MaxValue));

        house.Tail.Locate(log, new Place(0, job.Id, 0, 0)).ShouldBeNull();
        house.Tail.Locate(log, new Place(0, job.Id, 1, long.MaxValue)).ShouldBe(0);
        house.Tail.Locate(log, new Place(0, job.Id, 2, 0)).ShouldBe(1);
    }

    [Fact]
    public async Task Evicts_the_oldest_and_says_so()
    {
        await using var house = await LiveHouse.OpenAsync(new LiveOptions { TailItemsPerJob = 2 });
        var job = await house.JobAsync();
        var run = await house.RunAsync(job);
        var log = house.Tail.Join(job.Id, new Signal(), reads: true);
        house.Tail.Prove(log, new Place(0, job.Id, 0, long.MaxValue));

        for (var i = 0; i < 5; i++)
        {
            await house.LogAsync(run, $"{i}");
        }

        log.Items.ShouldBe(2);
        log.Chunk(2).ShouldBeNull();
        log.Chunk(3).ShouldNotBeNull();
        house.Tail.Locate(log, new Place(0, job.Id, 2, 0)).ShouldBeNull();
        house.Tail.Locate(log, new Place(0, job.Id, 3, 0)).ShouldBe(3);
    }

    [Fact]
    public async Task Its_memory_is_shared_among_the_jobs_that_are_followed()
    {
        await using var house = await LiveHouse.OpenAsync(new LiveOptions { TailBytes = 1024 * 1024, TailBytesPerJob = 1024 * 1024 });
        var job = await house.JobAsync();
        var run = await house.RunAsync(job);
        var log = house.Tail.Join(job.Id, new Signal(), reads: true);
        for (var i = 0; i < 100; i++)
        {
            await house.LogAsync(run, new string('x', 10_000));
        }

        log.Bytes.ShouldBeInRange(900_000, 1_048_576);
        for (var i = 1; i <= 3; i++)
        {
            house.Tail.Join((await house.JobAsync($"job {i}")).Id, new Signal(), reads: true);
        }

        log.Bytes.ShouldBeLessThan(1_048_576 / 4);
    }

    [Fact]
    public async Task Makes_the_data_of_an_entry_once()
    {
        await using var house = await LiveHouse.OpenAsync();
        var job = await house.JobAsync();
        var run = await house.RunAsync(job);
        var ofJob = house.Tail.Join(job.Id, new Signal(), reads: true);
        var ofAll = house.Tail.Join(null, new Signal(), reads: true);

        await house.LogAsync(run, "x");

        Unsafe.AreSame(in ofJob.Chunk(0)!.Data(0)[0], in ofAll.Chunk(0)!.Data(0)[0]).ShouldBeTrue();
    }

    [Fact]
    public async Task Large_commits_are_cut_into_chunks()
    {
        await using var house = await LiveHouse.OpenAsync();
        var job = await house.JobAsync();
        var run = await house.RunAsync(job);
        var log = house.Tail.Join(job.Id, new Signal(), reads: true);

        await house.CommitAsync(house.Append(run, [.. Enumerable.Range(1, 300).Select(i => $"{i}")]), LiveHouse.Ending(run));

        log.Next.ShouldBe(3);
        log.Items.ShouldBe(301);
        log.Chunk(2)!.EventAt(log.Chunk(2)!.Count - 1).ShouldBeOfType<StatusChanged>();
    }

    [Fact]
    public async Task Forgets_a_job_when_its_last_follower_leaves()
    {
        await using var house = await LiveHouse.OpenAsync();
        var job = await house.JobAsync();
        var run = await house.RunAsync(job);
        var signal = new Signal();
        var log = house.Tail.Join(job.Id, signal, reads: true);
        await house.LogAsync(run, "x");

        house.Tail.Leave(log, signal, reads: true);

        log.Bytes.ShouldBe(0);
        house.Tail.Join(job.Id, signal, reads: true).ShouldNotBeSameAs(log);
    }
}
