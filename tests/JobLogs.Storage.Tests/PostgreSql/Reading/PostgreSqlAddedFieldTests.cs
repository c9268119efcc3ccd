using JobLogs.Storage.Tests.Contracts;

namespace JobLogs.Storage.Tests.PostgreSql.Reading;

public sealed class PostgreSqlAddedFieldTests : AddedFieldContract
{
    // A question is many round trips here, and they are others in each run.
    protected override int Questions => 60;

    protected override ValueTask<IStoreFixture> OpenAsync() => PostgreSqlFixture.OpenAsync();
}
