using System.Text.RegularExpressions;
using JobLogs.Server.Schedules;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Tests.Server.Runs;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Server.Schedules.Year;

/// <summary>A server that is left alone for a year does with each occurrence exactly what its job's policies say.</summary>
public sealed partial class YearTests
{
    private const int Jobs = 500;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Each_occurrence_of_a_year_with_clock_changes_restarts_and_a_full_disk_becomes_what_the_policies_say()
    {
        var folder = Directory.CreateTempSubdirectory("joblogs-year-").FullName;
        var time = new FakeTimeProvider(Start);
        var jobs = await MakeJobsAsync(folder, time);
        await LiveAsync(folder, jobs, time);

        await using (var store = await JobServer.OpenStoreAsync(folder, time))
        {
            var occurrences = OccurrenceOracle.Between(Start, End);
            foreach (var (id, job) in jobs)
            {
                var expected = new PolicyOracle(job, id, occurrences(job)).Play(End).Select(run => run.Line).ToList();
                var made = await LinesAsync(store.Runs, id);
                made.Except(expected).ShouldBeEmpty($"made, and not to be: {job}");
                made.ShouldBe(expected, $"{job}");
            }
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task LiveAsync(string folder, Dictionary<JobId, YearJob> jobs, FakeTimeProvider time)
    {
        var refused = 0;
        foreach (var (down, up) in Outages.Down)
        {
            await using (var server = await SimulatedServer.StartAsync(folder, jobs, time))
            {
                await server.LiveAsync(down);
                refused += server.Refused;
            }

            time.SetUtcNow(up);
        }

        await using var last = await SimulatedServer.StartAsync(folder, jobs, time);
        await last.LiveAsync(End);
        refused.ShouldBeGreaterThan(0);
    }

    private static async Task<Dictionary<JobId, YearJob>> MakeJobsAsync(string folder, TimeProvider time)
    {
        await using var store = await JobServer.OpenStoreAsync(folder, time);
        var jobs = YearJob.Some(Jobs, Start);
        CreateJob[] commands = [.. jobs.Select(job => new CreateJob(job.Definition) { NextRunAt = NextOccurrence.Of(job.Definition, Start) })];
        await store.Writer.CommitAsync(commands, Guid.NewGuid(), CancellationToken.None);
        return commands.Zip(jobs).ToDictionary(made => made.First.Job!.Id, made => made.Second);
    }

    private static async Task<List<string>> LinesAsync(IRunStore runs, JobId job)
    {
        var lines = new List<string>();
        var page = await runs.ListAsync(new() { Job = job, Limit = 10_000 }, CancellationToken.None);
        foreach (var run in page.Items.Reverse())
        {
            var made = (await runs.StatusHistoryAsync(run.Id, 0, 1, CancellationToken.None)).Items[0];
            lines.Add(new ExpectedRun(run.ScheduledAt!.Value, run.Trigger, Rule().Match(made.Reason!).Groups[1].Value)
            {
                Status = run.Status,
                StartedAt = run.StartedAt,
                FinishedAt = run.FinishedAt,
            }.Line);
        }

        return lines;
    }

    [GeneratedRegex(@"\(((?:concurrency|misfire): [^)]*)\)")]
    private static partial Regex Rule();
}
