using JobLogs.Client.Shipping;

namespace JobLogs.Tests.Client.Shipping;

/// <summary>Who owns the folder of an outbox, and until when.</summary>
public sealed class OutboxStoreTests : IDisposable
{
    private readonly string _spool = Directory.CreateTempSubdirectory("joblogs-spool-").FullName;
    private readonly SpoolSpace _space = new(long.MaxValue);

    public void Dispose() => Directory.Delete(_spool, recursive: true);

    [Fact]
    public async Task Nobody_takes_over_what_its_owner_is_removing()
    {
        for (var i = 0; i < 100; i++)
        {
            var store = Create(i);
            var path = Directory.GetDirectories(_spool).Single();
            using var wanted = new Barrier(2);
            var taking = Task.Run(() =>
            {
                wanted.SignalAndWait();
                while (Directory.Exists(path))
                {
                    if (OutboxFolder.TryTakeOver(path) is { } taken)
                    {
                        taken.Dispose();
                        return true;
                    }
                }

                return false;
            });
            wanted.SignalAndWait();

            store.Delete();

            (await taking).ShouldBeFalse();
            Directory.Exists(path).ShouldBeFalse();
        }
    }

    [Fact]
    public void One_that_cannot_be_removed_is_left_and_let_go_of()
    {
        var store = Create(1);
        var path = Directory.GetDirectories(_spool).Single();
        var manifest = Path.Combine(path, "outbox.json");
        File.Delete(manifest);
        Directory.CreateDirectory(manifest);

        store.Delete();

        Directory.Delete(manifest);
        File.WriteAllText(manifest, "{}");
        using var taken = OutboxFolder.TryTakeOver(path);
        taken.ShouldNotBeNull();
    }

    private OutboxStore Create(int number) => OutboxStore.Create(
        new OutboxManifest { Id = $"outbox-{number}", Server = "http://localhost/", RunId = "run_1", StartedAt = DateTimeOffset.UnixEpoch },
        new ShippingOptions { SpoolFolder = _spool },
        _space,
        TimeProvider.System);
}
