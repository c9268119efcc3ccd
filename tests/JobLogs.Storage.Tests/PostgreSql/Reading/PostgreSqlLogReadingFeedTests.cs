using JobLogs.Storage.Tests.Contracts;

namespace JobLogs.Storage.Tests.PostgreSql.Reading;

public sealed class PostgreSqlLogReadingFeedTests : LogReadingFeedContract
{
    // Each page is many round trips here.
    protected override int Places => 1;

    protected override ValueTask<IStoreFixture> OpenAsync() => PostgreSqlFixture.OpenAsync();
}
