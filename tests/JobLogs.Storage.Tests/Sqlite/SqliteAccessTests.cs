using JobLogs.Storage.Tests.Contracts;

namespace JobLogs.Storage.Tests.Sqlite;

public sealed class SqliteAccessTests : AccessContract
{
    protected override ValueTask<IStoreFixture> OpenAsync() => SqliteFixture.OpenAsync();
}
