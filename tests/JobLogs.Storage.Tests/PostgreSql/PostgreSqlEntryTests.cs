using JobLogs.Storage.Tests.Contracts;

namespace JobLogs.Storage.Tests.PostgreSql;

public sealed class PostgreSqlEntryTests : EntryContract
{
    protected override ValueTask<IStoreFixture> OpenAsync() => PostgreSqlFixture.OpenAsync();
}
