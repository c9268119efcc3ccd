using JobLogs.Storage.Tests.Contracts;

namespace JobLogs.Storage.Tests.PostgreSql;

public sealed class PostgreSqlStepTests : StepContract
{
    protected override ValueTask<IStoreFixture> OpenAsync() => PostgreSqlFixture.OpenAsync();
}
