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

    [Fact]
    public void Numbers_that_were_given_to_what_was_in_memory_only_are_not_given_again()
    {
        var store = Create(1);
        var path = Directory.GetDirectories(_spool).Single();
        Directory.CreateDirectory(Path.Combine(path, "00000001.frames"));
        store.TryAppend("held"u8).ShouldBeTrue();
        var held = store.First.ShouldNotBeNull().Number;
        store.TryKeep(new SentMark(held, 4, 1)).ShouldBeNull();
        store.HeldBytes.ShouldBe(0);
        store.Dispose();
        Directory.Delete(Path.Combine(path, "00000001.frames"));

        using var next = OutboxStore.TryTakeOver(path, new ShippingOptions(), _space, TimeProvider.System).ShouldNotBeNull();
        next.TryAppend("its own"u8).ShouldBeTrue();

        next.First.ShouldNotBeNull().Number.ShouldBeGreaterThan(held);
        (next.First.Length, next.IsDiskAway).ShouldBe((7, false));
    }

    private OutboxStore Create(int number) => OutboxStore.Create(
        new OutboxManifest { Id = $"outbox-{number}", Server = "http://localhost/", RunId = "run_1", StartedAt = DateTimeOffset.UnixEpoch },
        new ShippingOptions { SpoolFolder = _spool },
        _space,
        TimeProvider.System);
}
