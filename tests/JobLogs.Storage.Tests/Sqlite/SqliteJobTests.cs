using JobLogs.Storage.Tests.Contracts;

namespace JobLogs.Storage.Tests.Sqlite;

public sealed class SqliteJobTests : JobContract
{
    protected override ValueTask<IStoreFixture> OpenAsync() => SqliteFixture.OpenAsync();
}
