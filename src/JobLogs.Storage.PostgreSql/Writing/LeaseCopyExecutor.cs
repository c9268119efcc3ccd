using JobLogs.Storage.Commands;
using JobLogs.Storage.Copies;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.PostgreSql.Copies;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Gives copies to those who feed them.</summary>
internal static class LeaseCopyExecutor
{
    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, LeaseCopy command, CancellationToken cancellationToken)
    {
        var pipeline = transaction.Pipeline;
        var state = await FindAsync(pipeline, command.Copy, cancellationToken);
        if (state is null)
        {
            pipeline.Write(new Statement("INSERT INTO copies (name, position, epoch, fencing_token) VALUES ($1, $2, 1, 0)")
                .With(command.Copy).With(CopyState.NotBegun));
            transaction.Wrote = true;
        }

        var isOwner = state is not null && state.Owner == command.Owner;
        var isFree = state?.Owner is null || state.LeaseUntil < transaction.Now || command.IsOnlyServer;
        command.Refusal = isOwner || (isFree && command.Until is not null) ? Refusal.None : Refusal.Busy;
        if (command.Refusal == Refusal.None)
        {
            pipeline.Write(new Statement("UPDATE copies SET owner = $1, lease_until = $2, fencing_token = fencing_token + $3 WHERE name = $4")
                .With(command.Until is null ? null : command.Owner).With(command.Until).With(isOwner ? 0 : 1).With(command.Copy));
            transaction.Wrote = true;
        }

        command.State = await FindAsync(pipeline, command.Copy, cancellationToken);
    }

    private static ValueTask<CopyState?> FindAsync(Pipeline pipeline, string copy, CancellationToken cancellationToken) =>
        pipeline.FirstAsync(CopyRows.Find(copy), CopyRows.Read, cancellationToken);
}
