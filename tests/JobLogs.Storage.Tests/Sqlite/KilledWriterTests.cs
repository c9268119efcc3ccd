using System.Diagnostics;
using System.Globalization;
using JobLogs.Storage.Sqlite;
using JobLogs.Storage.Tests.Contracts;

namespace JobLogs.Storage.Tests.Sqlite;

/// <summary>A process that is killed in the middle of writing loses nothing that it acknowledged, and doubles nothing.</summary>
public sealed class KilledWriterTests : IDisposable
{
    private const string FolderVariable = "JOBLOGS_TEST_KILLED_WRITER";
    private const int EntriesPerCommit = 37;
    private const int Rounds = 3;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Every_acknowledged_entry_is_there_once_after_a_kill()
    {
        for (var round = 1; round <= Rounds; round++)
        {
            var before = Acknowledged();
            using var writer = Start();
            try
            {
                while (Acknowledged() < before + (20 * EntriesPerCommit))
                {
                    writer.HasExited.ShouldBeFalse("The writer ended by itself.");
                    await Task.Delay(10);
                }
            }
            finally
            {
                writer.Kill();
                await writer.WaitForExitAsync();
            }

            var acknowledged = Acknowledged();
            await using var store = await SqliteStore.OpenAsync(Options(_folder.Path), TimeProvider.System, CancellationToken.None);
            var run = (await store.Runs.ListAsync(new Queries.RunQuery { Limit = 1 }, CancellationToken.None)).Items.ShouldHaveSingleItem();
            run.Counts.Info.ShouldBeInRange(acknowledged, acknowledged + EntriesPerCommit);
            await SqliteLoad.ShouldHoldAsync(store, run, run.Counts.Info);
        }
    }

    /// <summary>The process that is killed: it notes each acknowledged number, and goes on from there when it is started again.</summary>
    [Fact(Explicit = true)]
    public async Task Writes_until_it_is_killed()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable).ShouldNotBeNull();
        await using var store = await SqliteStore.OpenAsync(Options(folder), TimeProvider.System, CancellationToken.None);
        var runs = await store.Runs.ListAsync(new Queries.RunQuery { Limit = 1 }, CancellationToken.None);
        var run = runs.Items.Count > 0 ? runs.Items[0] : await StoreLoad.MakeRunAsync(store.Writer);
        await using var acknowledged = new FileStream(Notes(folder), FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        for (var first = run.Counts.Info + 1; ; first += EntriesPerCommit)
        {
            await store.Writer.CommitAsync([StoreLoad.Append(run, first, EntriesPerCommit)], Guid.NewGuid(), CancellationToken.None);
            acknowledged.Write(System.Text.Encoding.ASCII.GetBytes($"{first + EntriesPerCommit - 1}\n"));
            acknowledged.Flush();
        }
    }

    private static SqliteStoreOptions Options(string folder) => new() { Path = Path.Combine(folder, "joblogs.db"), WalCheckpointBytes = 64 * 1024 };

    private static string Notes(string folder) => Path.Combine(folder, "acknowledged");

    private long Acknowledged()
    {
        if (!File.Exists(Notes(_folder.Path)))
        {
            return 0;
        }

        using var notes = new StreamReader(new FileStream(Notes(_folder.Path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var whole = notes.ReadToEnd().Split('\n')[..^1];
        return whole.Length == 0 ? 0 : long.Parse(whole[^1], CultureInfo.InvariantCulture);
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(KilledWriterTests).Assembly.Location);
        }

        foreach (var argument in (string[])["-explicit", "only", "-method", $"{typeof(KilledWriterTests).FullName}.{nameof(Writes_until_it_is_killed)}"])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[FolderVariable] = _folder.Path;
        return Process.Start(start)!;
    }
}
