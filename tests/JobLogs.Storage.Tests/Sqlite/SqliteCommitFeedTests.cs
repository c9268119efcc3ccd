using JobLogs.Storage.Tests.Contracts;

namespace JobLogs.Storage.Tests.Sqlite;

public sealed class SqliteCommitFeedTests : CommitFeedContract
{
    protected override ValueTask<IStoreFixture> OpenAsync() => SqliteFixture.OpenAsync();
}
