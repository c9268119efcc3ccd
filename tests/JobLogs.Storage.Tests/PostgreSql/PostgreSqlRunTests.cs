using JobLogs.Storage.Tests.Contracts;

namespace JobLogs.Storage.Tests.PostgreSql;

public sealed class PostgreSqlRunTests : RunContract
{
    protected override ValueTask<IStoreFixture> OpenAsync() => PostgreSqlFixture.OpenAsync();
}
