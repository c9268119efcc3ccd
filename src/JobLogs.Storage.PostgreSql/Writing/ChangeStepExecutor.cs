using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.PostgreSql.Runs;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Begins and ends steps.</summary>
internal static class ChangeStepExecutor
{
    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, ChangeStep command, CancellationToken cancellationToken)
    {
        command.MissingStep = null;
        command.Step = null;
        var run = await transaction.FindRunAsync(command.Run, cancellationToken);
        command.Refusal = run is null ? Refusal.NotFound : run.IsLostTo(command.FencingToken) ? Refusal.LeaseLost : Refusal.None;
        if (command.Refusal != Refusal.None)
        {
            return;
        }

        if (command.Begin)
        {
            await BeginAsync(transaction, command, run!, cancellationToken);
        }
        else
        {
            await EndAsync(transaction, command, run!, cancellationToken);
        }

        if (command.Refusal == Refusal.None)
        {
            run!.RenewByWriting(transaction.Now);
        }
    }

    private static async ValueTask BeginAsync(WriteTransaction transaction, ChangeStep command, RunHead run, CancellationToken cancellationToken)
    {
        command.Step = await FindAsync(transaction, run, command.StepId, cancellationToken);
        if (command.Step is { } begun)
        {
            var same = begun.Name == command.Name && begun.ParentId == command.ParentId;
            command.Refusal = same ? Refusal.None : Refusal.WrongStatus;
            return;
        }

        if (command.ParentId is { } parent && await FindAsync(transaction, run, parent, cancellationToken) is null)
        {
            command.Refusal = Refusal.NotFound;
            command.MissingStep = parent;
            return;
        }

        var name = command.Name ?? throw new InvalidOperationException($"Step '{command.StepId}' can't begin without a name.");
        transaction.Pipeline.Write(new Statement("""
            INSERT INTO steps (run, id, ordinal, parent_id, name, status, attempt, started_at, commit_no)
            VALUES ($1, $2, (SELECT coalesce(max(ordinal), 0) + 1 FROM steps WHERE run = $1), $3, $4, 'running', $5, $6, $7)
            """)
            .With(run.Id.Number).With(command.StepId).With(command.ParentId).With(name).With(run.Attempt)
            .With(command.TimestampMicros).With(transaction.Number));
        await FinishAsync(transaction, command, run, name, cancellationToken);
    }

    private static async ValueTask EndAsync(WriteTransaction transaction, ChangeStep command, RunHead run, CancellationToken cancellationToken)
    {
        command.Step = await FindAsync(transaction, run, command.StepId, cancellationToken);
        if (command.Step is not { } step)
        {
            command.Refusal = Refusal.NotFound;
            command.MissingStep = command.StepId;
            return;
        }

        var status = command.Status ?? throw new InvalidOperationException($"Step '{command.StepId}' can't end without a status.");
        if (step.FinishedAt is not null)
        {
            command.Refusal = step.Status == status ? Refusal.None : Refusal.WrongStatus;
            return;
        }

        transaction.Pipeline.Write(new Statement("UPDATE steps SET status = $1, finished_at = $2, commit_no = $3 WHERE run = $4 AND id = $5")
            .With(status).With(command.TimestampMicros).With(transaction.Number).With(run.Id.Number).With(command.StepId));
        var parent = step.ParentId is { } id ? await FindAsync(transaction, run, id, cancellationToken) : null;
        await FinishAsync(transaction, command, run, parent is { FinishedAt: null } ? parent.Name : null, cancellationToken);
    }

    private static async ValueTask FinishAsync(
        WriteTransaction transaction, ChangeStep command, RunHead run, string? currentStep, CancellationToken cancellationToken)
    {
        if (!run.Status.IsFinal())
        {
            transaction.Pipeline.Write(new Statement("UPDATE runs SET current_step = $1 WHERE run = $2").With(currentStep).With(run.Id.Number));
        }

        transaction.Tells = true;
        command.Step = await FindAsync(transaction, run, command.StepId, cancellationToken);
    }

    private static ValueTask<RunStep?> FindAsync(WriteTransaction transaction, RunHead run, string id, CancellationToken cancellationToken) =>
        transaction.Pipeline.FirstAsync(StepRows.Find(run.Id, id), StepRows.Read, cancellationToken);
}
