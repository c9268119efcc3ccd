using JobLogs.Storage.Tests.Contracts;

namespace JobLogs.Storage.Tests.Sqlite;

public sealed class SqliteCopyStateTests : CopyStateContract
{
    protected override ValueTask<IStoreFixture> OpenAsync() => SqliteFixture.OpenAsync();
}
