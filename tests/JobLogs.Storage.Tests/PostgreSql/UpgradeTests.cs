using JobLogs.Storage.PostgreSql.Migrations;
using JobLogs.Storage.Tests.Contracts;
using JobLogs.Testing.PostgreSql;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Storage.Tests.PostgreSql;

/// <summary>Databases that servers of earlier schemas wrote are read and written on; <c>Fixtures/README.md</c> says how they were made.</summary>
public sealed class UpgradeTests : IAsyncLifetime
{
    private const string Kind = "postgresql";

    private TestDatabase _database = null!;

    public static TheoryData<int> Kept { get; } = [.. KeptDatabase.Schemas(Kind)];

    public async ValueTask InitializeAsync() => _database = await Databases.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _database.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task A_database_of_an_earlier_schema_is_read_as_it_was_written_and_goes_on(int schema)
    {
        using (var kept = new StreamReader(KeptDatabase.Open(Kind, schema)))
        {
            await Databases.ExecuteAsync(_database, await kept.ReadToEndAsync(TestContext.Current.CancellationToken));
        }

        (await Databases.QueryAsync<int>(_database, "SELECT schema_version FROM store")).ShouldBe([schema]);

        // Some days after it was written: entries that follow come into a day of their own.
        await using var store = await Databases.OpenAsync(_database, new FakeTimeProvider(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero)));

        (await Databases.QueryAsync<int>(_database, "SELECT schema_version FROM store")).ShouldBe([Migrator.Newest]);
        await KeptDatabase.ShouldBeWholeAndGoOnAsync(store);
        if (schema >= 3)
        {
            await KeptDatabase.ShouldHaveKeyAndSecretAsync(store);
        }

        if (schema >= 4)
        {
            await KeptDatabase.ShouldHavePoliciesAsync(store);
        }
    }

    [Fact]
    public void A_database_of_each_earlier_schema_is_kept() => Kept.Select(static row => row.Data).ShouldBe(Enumerable.Range(1, Migrator.Newest - 1));
}
