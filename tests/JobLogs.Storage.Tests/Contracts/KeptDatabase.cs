using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Tests.Contracts;

/// <summary>The databases of earlier schemas that are kept in <c>Fixtures/</c>, and the proof that nothing of one was lost.</summary>
internal static class KeptDatabase
{
    private const int Entries = 600;

    /// <summary>The schemas that one is kept of.</summary>
    /// <param name="kind"><c>sqlite</c> or <c>postgresql</c>.</param>
    public static int[] Schemas(string kind) =>
        [.. Directory.GetFiles(Folder(), $"schema-*.{kind}.gz").Select(static path => int.Parse(Path.GetFileName(path).Split('-', '.')[1])).Order()];

    /// <summary>One of them, unpacked.</summary>
    public static Stream Open(string kind, int schema) =>
        new GZipStream(File.OpenRead(Path.Combine(Folder(), $"schema-{schema}.{kind}.gz")), CompressionMode.Decompress);

    /// <summary>Everything that <c>fill.py</c> wrote is there, and the run of 600 entries goes on.</summary>
    public static async Task ShouldBeWholeAndGoOnAsync(IStore store)
    {
        var job = (await store.Jobs.FindByNameAsync("import", CancellationToken.None))!;
        var runs = await store.Runs.ListAsync(new RunQuery { Job = job.Id, Limit = 10 }, CancellationToken.None);
        var run = runs.Items.ShouldHaveSingleItem();
        (run.Status, run.Counts).ShouldBe((RunStatus.Completed, new LevelCounts(120, 120, 120, 120, 120)));
        await ShouldHoldAsync(store, job.Id);
        await ShouldFindAsync(store, job.Id);
        (await store.Runs.StepsAsync(run.Id, 0, 10, CancellationToken.None)).Items.Single().Name.ShouldBe("load");
        (await store.Runs.MetricsAsync(run.Id, "rows", 0, 10, CancellationToken.None)).Total.ShouldBe(1);
        (await store.Runs.StatusHistoryAsync(run.Id, 0, 10, CancellationToken.None)).Items[^1].To.ShouldBe(RunStatus.Completed);
        var nightly = (await store.Jobs.FindByNameAsync("论文 nightly", CancellationToken.None))!;
        (nightly.Definition.CronExpression, nightly.Definition.TimeZone, nightly.Definition.TimeoutSeconds).ShouldBe(("30 3 * * *", "Europe/Berlin", 600));
        (await store.Runs.ListAsync(new RunQuery { Job = nightly.Id, Limit = 10 }, CancellationToken.None))
            .Items.ShouldHaveSingleItem().Status.ShouldBe(RunStatus.Completed);

        // What a producer sends again is known, what it goes on with follows.
        var more = StoreLoad.Append(run, Entries - 9, 20);
        await store.Writer.CommitAsync([more], Guid.NewGuid(), CancellationToken.None);
        (more.Accepted, more.Duplicates, more.Last.Seq).ShouldBe((10, 10, Entries + 10));
    }

    /// <summary>The key is there, and the secret is still sealed: what <c>fill.py</c> wrote from schema 3 on.</summary>
    public static async Task ShouldHaveKeyAndSecretAsync(IStore store)
    {
        var key = (await store.Access.KeysAsync(CancellationToken.None)).ShouldHaveSingleItem();
        (key.Name, key.Role, key.Hash.Length, key.RevokedAt).ShouldBe(("kept", Role.Admin, 64, null));
        var parameters = JsonElement.Parse((await store.Jobs.FindByNameAsync("sealed", CancellationToken.None))!.Definition.Parameters);
        parameters.GetProperty("region").GetString().ShouldBe("欧洲");
        parameters.GetProperty("token").GetProperty("$sealed").GetString().ShouldNotBeNullOrEmpty();
    }

    /// <summary>The fields of policies are there: what <c>fill.py</c> wrote from schema 4 on.</summary>
    public static async Task ShouldHavePoliciesAsync(IStore store)
    {
        var paused = (await store.Jobs.FindByNameAsync("paused", CancellationToken.None))!.Definition;
        (paused.Concurrency, paused.Misfire, paused.JitterSeconds, paused.PausedUntil).ShouldBe(("queue", "all", 30, 4_102_444_800_000_000));
    }

    private static async Task ShouldHoldAsync(IStore store, JobId job)
    {
        using var page = await store.Logs.ReadAsync(
            new LogQuery { Scope = LogScope.OfJob(job), Descending = false, Limit = 1_000 }, CancellationToken.None);
        (page.Total, page.Entries.Count).ShouldBe((Entries, Entries));
        for (var n = 1; n <= Entries; n++)
        {
            var entry = page.Entries[n - 1];
            (entry.Seq, (int)entry.Level, entry.DurationMs).ShouldBe((n, n % 5, n));
            Text(entry.Message).ShouldBe($"entry {n} 第{n}条");
            Text(entry.Details).ShouldBe($$"""{"n": {{n}}, "text": "ü"}""");
            Text(entry.Step).ShouldBe(n % 2 == 1 ? "load" : "check");
            Text(entry.ErrorCode).ShouldBe(n % 5 == 3 ? "E7" : "");
        }

        Text(page.Entries[299].Exception).ShouldContain("ValueError");
    }

    // By the blocks that the earlier server wrote.
    private static async Task ShouldFindAsync(IStore store, JobId job)
    {
        using var page = await store.Logs.ReadAsync(
            new LogQuery { Scope = LogScope.OfJob(job), Filter = new() { Search = "第77条" }, Limit = 10 }, CancellationToken.None);
        page.Total.ShouldBe(1);
        page.Entries[0].Seq.ShouldBe(77);
    }

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);

    private static string Folder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "..", "Fixtures");
}
