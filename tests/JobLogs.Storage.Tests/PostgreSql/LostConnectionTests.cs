using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql;
using JobLogs.Testing.PostgreSql;
using JobLogs.Storage.Tests.Contracts;
using Npgsql;

namespace JobLogs.Storage.Tests.PostgreSql;

/// <summary>Connections that are lost, before, during and after a commit.</summary>
public sealed class LostConnectionTests : PostgreSqlTest
{
    [Theory]
    [InlineData(Cut.BeforeTheServerHears)]
    [InlineData(Cut.AfterTheServerAnswered)]
    public async Task A_commit_during_which_the_connection_is_lost_happens_once(Cut cut)
    {
        await using var proxy = CuttingProxy.Start(Database.ConnectionString);
        await using var store = await PostgresStore.OpenAsync(Databases.Options(proxy.ConnectionString), Time, Cancel);
        var run = await StoreLoad.MakeRunAsync(store.Writer);
        await CommitAsync(store, StoreLoad.Append(run, 1, 300));
        proxy.CutNextCommit(cut);
        var append = StoreLoad.Append(run, 301, 300);

        var commit = await CommitAsync(store, append);

        proxy.Cuts.ShouldBe(1);
        (append.Accepted, append.Duplicates, append.Batch[0].Seq, append.Batch[0].Commit).ShouldBe((300, 0, 301, commit.Number));
        await ShouldHoldAsync(store, run, 600);
    }

    [Fact]
    public async Task A_quiet_commit_during_which_the_connection_is_lost_happens_once()
    {
        await using var proxy = CuttingProxy.Start(Database.ConnectionString);
        await using var store = await PostgresStore.OpenAsync(Databases.Options(proxy.ConnectionString), Time, Cancel);
        proxy.CutNextCommit(Cut.AfterTheServerAnswered);
        var create = new CreateJob(new JobDefinition { Name = "quiet", Type = "external" });

        await CommitAsync(store, create);

        proxy.Cuts.ShouldBe(1);
        create.Refusal.ShouldBe(Refusal.None);
        (await store.Jobs.FindByNameAsync("quiet", Cancel)).ShouldBe(create.Job);
    }

    [Fact]
    public async Task A_connection_that_the_database_ends_is_replaced_unseen()
    {
        var store = await OpenAsync();
        var run = await StoreLoad.MakeRunAsync(store.Writer);
        await CommitAsync(store, StoreLoad.Append(run, 1, 100));
        await store.Runs.FindAsync(run.Id, Cancel);

        await Databases.ExecuteAsync(Database, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        (await store.Runs.FindAsync(run.Id, Cancel))!.Counts.Info.ShouldBe(100);
        await CommitAsync(store, StoreLoad.Append(run, 101, 100));

        await ShouldHoldAsync(store, run, 200);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_database_that_is_killed_and_started_again_has_every_acknowledged_entry_once()
    {
        await using var cluster = await PostgreSqlCluster.StartAsync();
        await using var database = await cluster.Server.CreateDatabaseAsync();
        await using var store = await PostgresStore.OpenAsync(
            Databases.Options(database.ConnectionString) with { OutcomeSeconds = 1 }, Time, Cancel);
        var run = await StoreLoad.MakeRunAsync(store.Writer);
        await CommitAsync(store, StoreLoad.Append(run, 1, 300));

        await cluster.KillAsync();
        var refused = StoreLoad.Append(run, 301, 300);
        (await Should.ThrowAsync<StoreUnavailableException>(() => CommitAsync(store, refused))).Code.ShouldBe("store_unavailable");
        (await Should.ThrowAsync<StoreUnavailableException>(async () => await store.Runs.FindAsync(run.Id, Cancel))).Code.ShouldBe("store_unavailable");
        await cluster.StartAgainAsync();
        await CommitAsync(store, refused);

        await StoreLoad.ShouldHoldEntriesAsync(store, run, 600);
    }

    [Fact]
    public async Task A_commit_that_waits_too_long_for_another_servers_is_refused()
    {
        var store = await OpenAsync(options => options with { LockSeconds = 1 });
        await using var other = await Databases.ConnectAsync(Database);
        await using var transaction = await other.BeginTransactionAsync(Cancel);
        await using var take = new NpgsqlCommand($"SELECT pg_advisory_xact_lock({Storage.PostgreSql.Connections.Locks.Commit})", other);
        await take.ExecuteNonQueryAsync(Cancel);
        var create = new CreateJob(new JobDefinition { Name = "waits", Type = "external" });

        (await Should.ThrowAsync<StoreUnavailableException>(() => CommitAsync(store, create))).Code.ShouldBe("store_locked");
        await transaction.RollbackAsync(Cancel);
        await CommitAsync(store, create);

        create.Refusal.ShouldBe(Refusal.None);
    }
}
