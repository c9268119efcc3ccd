using JobLogs.Storage.Tests.Contracts;

namespace JobLogs.Storage.Tests.Sqlite.Reading;

public sealed class SqliteAddedFieldTests : AddedFieldContract
{
    protected override ValueTask<IStoreFixture> OpenAsync() => SqliteFixture.OpenAsync();
}
