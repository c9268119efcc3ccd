using JobLogs.Storage.Commands;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Sqlite.Copies;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>Gives copies to those who feed them.</summary>
internal static class LeaseCopyExecutor
{
    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, LeaseCopy command)
    {
        var state = CopyRows.Find(transaction.Connection, command.Copy) ?? Note(transaction, command.Copy);
        var isOwner = state.Owner == command.Owner;
        var isFree = state.Owner is null || state.LeaseUntil < transaction.Now || command.IsOnlyServer;
        command.Refusal = isOwner || (isFree && command.Until is not null) ? Refusal.None : Refusal.Busy;
        if (command.Refusal == Refusal.None)
        {
            transaction.Connection
                .Prepare("UPDATE copies SET owner = ?, lease_until = ?, fencing_token = fencing_token + ? WHERE name = ?")
                .Bind(1, command.Until is null ? null : command.Owner).Bind(2, command.Until).Bind(3, isOwner ? 0 : 1).Bind(4, command.Copy)
                .Run();
            transaction.Wrote = true;
        }

        command.State = CopyRows.Find(transaction.Connection, command.Copy);
    }

    private static CopyState Note(WriteTransaction transaction, string copy)
    {
        transaction.Connection
            .Prepare("INSERT INTO copies (name, position, epoch, fencing_token) VALUES (?, ?, 1, 0)")
            .Bind(1, copy).Bind(2, CopyState.NotBegun)
            .Run();
        transaction.Wrote = true;
        return CopyRows.Find(transaction.Connection, copy)!;
    }
}
