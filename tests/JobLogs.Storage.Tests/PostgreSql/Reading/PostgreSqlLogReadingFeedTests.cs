using JobLogs.Storage.Tests.Contracts;

namespace JobLogs.Storage.Tests.PostgreSql.Reading;

public sealed class PostgreSqlLogReadingFeedTests : LogReadingFeedContract
{
    // Each page is some twenty round trips here, and the places are others each time a filter or a scope is.
    protected override int Places => 2;

    protected override ValueTask<IStoreFixture> OpenAsync() => PostgreSqlFixture.OpenAsync();
}
