using JobLogs.Storage.Sqlite;
using JobLogs.Storage.Sqlite.Connections;
using JobLogs.Storage.Sqlite.Migrations;
using JobLogs.Storage.Tests.Contracts;

namespace JobLogs.Storage.Tests.Sqlite;

/// <summary>Files that servers of earlier schemas wrote are read and written on; <c>Fixtures/README.md</c> says how they were made.</summary>
public sealed class UpgradeTests : IDisposable
{
    private const string Kind = "sqlite";

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<int> Kept { get; } = [.. KeptDatabase.Schemas(Kind)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task A_file_of_an_earlier_schema_is_read_as_it_was_written_and_goes_on(int schema)
    {
        await UnpackAsync(schema);
        using (var connection = Connection.OpenReader(_folder.Database))
        {
            connection.Scalar("PRAGMA user_version").ShouldBe(schema);
        }

        await using var store = await SqliteStore.OpenAsync(new SqliteStoreOptions { Path = _folder.Database }, TimeProvider.System, CancellationToken.None);

        store.Connection.Scalar("PRAGMA user_version").ShouldBe(Migrator.Newest);
        await KeptDatabase.ShouldBeWholeAndGoOnAsync(store);
        if (schema >= 4)
        {
            await KeptDatabase.ShouldHaveKeyAndSecretAsync(store);
            await KeptDatabase.ShouldHavePoliciesAsync(store);
        }
    }

    [Fact]
    public void A_file_of_each_earlier_schema_is_kept() => Kept.Select(static row => row.Data).ShouldBe(Enumerable.Range(1, Migrator.Newest - 1));

    private async Task UnpackAsync(int schema)
    {
        await using var kept = KeptDatabase.Open(Kind, schema);
        await using var file = File.Create(_folder.Database);
        await kept.CopyToAsync(file);
    }
}
