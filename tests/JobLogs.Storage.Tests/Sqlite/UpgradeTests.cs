using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;
using JobLogs.Storage.Sqlite;
using JobLogs.Storage.Sqlite.Connections;
using JobLogs.Storage.Sqlite.Migrations;
using JobLogs.Storage.Tests.Contracts;

namespace JobLogs.Storage.Tests.Sqlite;

/// <summary>Files that servers of earlier schemas wrote are read and written on; <c>Fixtures/README.md</c> says how they were made.</summary>
public sealed class UpgradeTests : IDisposable
{
    private const int Entries = 600;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<int> Kept { get; } =
        [.. Directory.GetFiles(Fixtures(), "schema-*.sqlite.gz").Select(static path => int.Parse(Path.GetFileName(path).Split('-', '.')[1]))];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task A_file_of_an_earlier_schema_is_read_as_it_was_written_and_goes_on(int schema)
    {
        await UnpackAsync(schema);
        using (var connection = Connection.OpenReader(_folder.Database))
        {
            connection.Scalar("PRAGMA user_version").ShouldBe(schema);
        }

        await using var store = await SqliteStore.OpenAsync(new SqliteStoreOptions { Path = _folder.Database }, TimeProvider.System, CancellationToken.None);

        store.Connection.Scalar("PRAGMA user_version").ShouldBe(Migrator.Newest);
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

        // What a producer sends again is known, what it goes on with follows.
        var more = StoreLoad.Append(run, Entries - 9, 20);
        await store.Writer.CommitAsync([more], Guid.NewGuid(), CancellationToken.None);
        (more.Accepted, more.Duplicates, more.Last.Seq).ShouldBe((10, 10, Entries + 10));
    }

    private static async Task ShouldHoldAsync(SqliteStore store, JobId job)
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
    private static async Task ShouldFindAsync(SqliteStore store, JobId job)
    {
        using var page = await store.Logs.ReadAsync(
            new LogQuery { Scope = LogScope.OfJob(job), Filter = new() { Search = "第77条" }, Limit = 10 }, CancellationToken.None);
        page.Total.ShouldBe(1);
        page.Entries[0].Seq.ShouldBe(77);
    }

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);

    private async Task UnpackAsync(int schema)
    {
        await using var packed = new GZipStream(File.OpenRead(Path.Combine(Fixtures(), $"schema-{schema}.sqlite.gz")), CompressionMode.Decompress);
        await using var file = File.Create(_folder.Database);
        await packed.CopyToAsync(file);
    }

    private static string Fixtures([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "..", "Fixtures");
}
