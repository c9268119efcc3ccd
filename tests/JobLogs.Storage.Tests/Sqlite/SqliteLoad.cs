using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite;
using JobLogs.Storage.Tests.Contracts;

namespace JobLogs.Storage.Tests.Sqlite;

/// <summary>The proof that numbered entries are in a file.</summary>
internal static class SqliteLoad
{
    /// <summary>Entries 1 to <paramref name="count"/> are there, each once, in their order, in entries and in blocks.</summary>
    public static async Task ShouldHoldAsync(SqliteStore store, Run run, long count)
    {
        await StoreLoad.ShouldHoldEntriesAsync(store, run, count);
        store.Connection.Scalar("SELECT count(*) FROM blocks").ShouldBe((count + 1) / 256);
        store.Connection.Scalar("SELECT coalesce(sum(last_seq - first_seq + 1 - info), 0) FROM blocks").ShouldBe(0);
    }
}
